"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const fold = (text) => text.toLocaleLowerCase("id").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");

  one(".tools").hidden = false;
  one("#cetak").addEventListener("click", () => print());

  // Paper shows what a screen folds.
  addEventListener("beforeprint", () => { for (const details of all("details")) details.open = true; });

  // A click on a heading sorts a table by that column; a second click turns it round.
  const number = (text) => { const found = text.replace(/–/g, "0").match(/^-?[\d.,]+/); return found ? parseFloat(found[0]) : null; };
  const compare = (a, b) => {
    const [x, y] = [number(a), number(b)];
    return x !== null && y !== null ? x - y : a.localeCompare(b, "id", { numeric: true });
  };
  for (const table of all("table[data-sort]")) {
    const heads = Array.from(table.tHead?.rows[0]?.cells ?? []);
    heads.forEach((head, column) => {
      if (!head.textContent.trim() || head.querySelector(".sr")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = Array.from(body.rows).map((row) => [row.cells[column]?.textContent.trim() ?? "", row]);
        rows.sort((a, b) => (down ? compare(a[0], b[0]) : compare(b[0], a[0])));
        body.append(...rows.map((row) => row[1]));
      });
    });
  }

  const open = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const form = one("#saring");
  const show = (name) => {
    const target = document.getElementById(name);
    if (target) { open(target); target.scrollIntoView(); }
    return target;
  };
  if (!form) {
    addEventListener("hashchange", () => show(decodeURIComponent(location.hash.slice(1))));
    return;
  }
  form.hidden = false;

  // What a finding is about is read once: keys of its rule and its own, the words of both.
  const groups = all(".group").map((node) => ({ node, count: node.querySelector("[data-shown]"), apart: node.querySelector(".apart"), cards: [], shown: 0, total: 0 }));
  for (const group of groups) {
    const keys = group.node.dataset.k;
    let words = null;
    const about = () => (words ??= fold(group.node.querySelector("summary").textContent + " " + group.node.querySelector(".about").textContent));
    for (const node of group.node.querySelectorAll(".find")) {
      let text = null;
      const own = new Set((keys + " " + node.dataset.k).split(" "));
      if (!own.has("o-waived")) own.add("o-open");
      // Most findings weigh as much as their rule.
      if (!node.dataset.k.startsWith("s-")) own.add(group.node.dataset.s);
      group.cards.push({ node, keys: own, shown: true, text: () => (text ??= about() + " " + fold(node.textContent)) });
    }
    group.total = group.cards.length;
    group.pages = Array.from(group.node.querySelectorAll(".more"));
  }
  const box = one("#rumpun");
  const selects = Array.from(form.querySelectorAll("select:not([data-order])"));
  const order = form.elements.order;
  const search = form.elements.text;
  const total = one("#tampil");
  const orders = {
    "": (group) => [Number(group.node.dataset.o)],
    rule: (group) => [group.node.id],
    many: (group) => [-group.shown, Number(group.node.dataset.o)],
  };

  const arrange = () => {
    const key = orders[order.value] ?? orders[""];
    const rows = groups.map((group) => [key(group), group.node]);
    rows.sort(([a], [b]) => { for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1; return 0; });
    box.append(...rows.map((row) => row[1]));
  };

  // The state stands in the address, so that a reload keeps it and a link can be sent.
  const MARK = "#saring?";
  const remember = () => {
    const state = new URLSearchParams();
    for (const field of [search, ...selects, order]) if (field.value) state.set(field.name, field.value);
    const told = state.toString();
    if (told) history.replaceState(null, "", MARK + told);
    else if (location.hash.startsWith(MARK)) history.replaceState(null, "", "#h-all-findings");
  };
  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(MARK.length));
    for (const field of [search, ...selects, order]) field.value = state.get(field.name) ?? "";
  };

  const apply = () => {
    const keys = selects.map((select) => select.value).filter(Boolean);
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const narrowed = keys.length + words.length > 0;
    let sum = 0;
    for (const group of groups) {
      let count = 0;
      for (const card of group.cards) {
        const shown = keys.every((key) => card.keys.has(key)) && (!words.length || words.every((word) => card.text().includes(word)));
        if (shown !== card.shown) card.node.hidden = !shown;
        card.shown = shown;
        count += shown;
      }
      // What is looked for is not folded away a second time.
      for (const page of group.pages) {
        page.hidden = !page.querySelector(".find:not([hidden])");
        page.open = narrowed && !page.hidden;
      }
      if (group.apart) group.apart.hidden = !group.cards.some((card) => card.shown && card.keys.has("o-waived"));
      group.count.textContent = count;
      group.node.hidden = !count;
      group.shown = count;
      sum += count;
    }
    total.textContent = sum;
    one("#kosong").hidden = sum > 0;
    arrange();
  };
  const changed = () => { apply(); remember(); };
  const clear = () => { for (const field of [search, ...selects]) field.value = ""; };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 120); });
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  form.addEventListener("reset", () => setTimeout(changed));
  one("#ciut").addEventListener("click", () => { for (const details of all(".group, .more")) details.open = false; });
  one("#bentang").addEventListener("click", () => { for (const details of all(".group, .more")) details.open = true; });

  // A row of the summary sets one filter and goes to the findings.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set]");
    if (!link || !form.elements[link.dataset.set]) return;
    event.preventDefault();
    clear();
    form.elements[link.dataset.set].value = link.dataset.key;
    changed();
    one("#h-all-findings").scrollIntoView();
  });

  // The number of a finding is its address.
  box.addEventListener("click", (event) => {
    const own = event.target.closest(".find i");
    if (own) location.hash = own.closest(".find").id;
  });

  // A link to something that is filtered away or folded shows it.
  const arrive = () => {
    if (location.hash.startsWith(MARK)) { recall(); apply(); one("#h-all-findings").scrollIntoView(); return; }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { clear(); apply(); }
    show(target.id);
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
