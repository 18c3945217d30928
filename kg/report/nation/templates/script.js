"use strict";
(() => {
  // A click on a head sorts by that column, a second one turns the order round; equal rows keep their places.
  for (const table of document.querySelectorAll("table[data-sort]")) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const body = table.tBodies[0];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[at].dataset.k ?? row.cells[at].textContent;
        const compare = (a, b) => {
          const [x, y] = [key(a), key(b)];
          const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
          return numbers ? x - y : x.localeCompare(y, "id", { numeric: true });
        };
        const rows = Array.from(body.rows).sort((a, b) => (down ? compare(b, a) : compare(a, b)));
        body.append(...rows);
      });
    });
  }
  document.querySelector("#urut").hidden = false;
})();
