"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  // Language: both are on the page; the one that <html lang> names is shown.
  const labels = all("[data-id]");
  const buttons = all("button[data-lang]");
  const speak = (lang) => {
    root.lang = lang;
    for (const label of labels) label.textContent = label.dataset[lang];
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  };
  for (const button of buttons) button.addEventListener("click", () => speak(button.dataset.lang));
  one(".tools").hidden = false;
  one("#cetak").addEventListener("click", () => print());

  const open = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const form = one("#saring");
  if (!form) return;
  form.hidden = false;

  // Filters: keys are read once, texts when the first search needs them.
  const cards = all(".find").map((node) => ({ node, keys: new Set(node.dataset.k.split(" ")), text: null, shown: true }));
  const groups = all(".group").map((node) => ({ node, count: node.querySelector("[data-shown]"), cards: [] }));
  const byNode = new Map(groups.map((group) => [group.node, group]));
  for (const card of cards) byNode.get(card.node.parentElement).cards.push(card);
  const selects = Array.from(form.querySelectorAll("select"));
  const search = form.elements.text;
  const total = one("#tampil");
  const fold = (text) => text.toLocaleLowerCase("id");
  const textOf = (card) => (card.text ??= fold(card.node.textContent));

  const apply = () => {
    const keys = selects.map((select) => select.value).filter(Boolean);
    const needle = fold(search.value.trim());
    let sum = 0;
    for (const group of groups) {
      let count = 0;
      for (const card of group.cards) {
        const shown = keys.every((key) => card.keys.has(key)) && (!needle || textOf(card).includes(needle));
        if (shown !== card.shown) card.node.hidden = !shown;
        card.shown = shown;
        count += shown;
      }
      const apart = group.node.querySelector(".apart");
      if (apart) apart.hidden = !group.cards.some((card) => card.shown && card.keys.has("o-waived"));
      group.count.textContent = count;
      group.node.hidden = !count;
      sum += count;
    }
    total.textContent = sum;
    one("#kosong").hidden = sum > 0;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => setTimeout(apply));
  one("#ciut").addEventListener("click", () => { for (const group of groups) group.node.open = false; });
  one("#bentang").addEventListener("click", () => { for (const group of groups) group.node.open = true; });

  // A row of the summary sets one filter and goes to the findings.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set]");
    if (!link || !form.elements[link.dataset.set]) return;
    for (const select of selects) select.value = "";
    search.value = "";
    form.elements[link.dataset.set].value = link.dataset.key;
    apply();
  });

  // A link to something that is filtered away or folded shows it.
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); for (const select of selects) select.value = ""; search.value = ""; apply(); }
    open(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
