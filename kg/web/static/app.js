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
