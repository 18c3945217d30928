// Small comforts; every page works without them.
"use strict";

for (const form of document.querySelectorAll("[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  form.querySelector("[data-drop-hint]").hidden = false;
  const mark = (on) => (event) => { event.preventDefault(); form.classList.toggle("over", on); };
  form.addEventListener("dragover", mark(true));
  form.addEventListener("dragleave", mark(false));
  form.addEventListener("drop", (event) => {
    mark(false)(event);
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
  });
}

// A finding that the address names is unfolded.
const open = () => {
  const found = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (found instanceof HTMLDetailsElement) { found.open = true; found.scrollIntoView(); }
};
addEventListener("hashchange", open);
open();

// Work that goes on is looked at again: what it says changes in place, focus stays, the end is a page.
for (const place of document.querySelectorAll("[data-again]")) {
  const again = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-again]");
      if (!now) { location.reload(); return; }
      if (now.textContent !== place.textContent) place.textContent = now.textContent;
    } catch { /* the next look may reach the workbench */ }
    setTimeout(again, 2000);
  };
  setTimeout(again, 2000);
}

// While somebody types, the store is asked for the names that fit.
for (const list of document.querySelectorAll("[data-names]")) {
  const field = document.querySelector(`[list="${list.id}"]`);
  let latest = 0;
  field.addEventListener("input", async (event) => {
    if (event.inputType === undefined || event.inputType === "insertReplacementText") return;
    const mine = ++latest;
    await new Promise((go) => setTimeout(go, 200));
    if (mine !== latest) return;
    const asked = new URL(list.dataset.names, location.href);
    asked.searchParams.set("cari", field.value);
    const within = document.getElementById("p-kecamatan");
    if (within && within !== field) asked.searchParams.set("kecamatan", within.value);
    const answer = await fetch(asked);
    if (!answer.ok || mine !== latest) return;
    list.replaceChildren(...(await answer.json()).map((one) => new Option(one.value ? `${one.label}, ${one.place}` : one.place, one.value ?? one.label)));
  });
}

// The queue by keyboard: a key chooses, Enter decides; in a field of text keys are letters.
for (const form of document.querySelectorAll("[data-keys]")) {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, input:not([type=radio])");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.type === "radio") { event.preventDefault(); form.requestSubmit(); return; }
    const chosen = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!chosen) return;
    event.preventDefault();
    if (chosen.matches("a")) chosen.click();
    else { chosen.checked = true; chosen.focus(); }
  });
}
