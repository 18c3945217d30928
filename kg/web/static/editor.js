// The field for SPARQL: words of the language are coloured behind the text, Ctrl+Enter asks.
// It stays a plain field: Tab leaves it, a screen reader reads it, without scripts it works alike.
"use strict";

const KINDS = [
  ["comment", /#[^\n]*/y],
  ["iri", /<[^<>"{}|^`\\\s]*>/y],
  ["string", /"""[^]*?"""|\'\'\'[^]*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y],
  ["variable", /[?$][\w\u00c0-\uffff]+/y],
  ["word", /\b(?:ask|as|asc|base|bind|bound|by|coalesce|concat|construct|contains|count|datatype|desc|describe|distinct|exists|filter|from|graph|group|having|if|in|lang|lcase|limit|max|min|minus|named|not|offset|optional|order|prefix|reduced|regex|sample|select|separator|service|str|strends|strstarts|sum|ucase|undef|union|values|where)\b/iy],
  ["name", /[\w-]*:[\w.%-]*/y],
];

const painted = (text) => {
  const found = document.createDocumentFragment();
  let plain = "";
  const flush = () => { if (plain) { found.append(plain); plain = ""; } };
  for (let at = 0; at < text.length;) {
    const begins = at === 0 || !/\w/.test(text[at - 1]);
    const hit = KINDS.map(([kind, sign]) => { sign.lastIndex = at; const match = sign.exec(text); return match && [kind, match[0]]; })
      .find((one) => one && one[1] && (begins || one[0] !== "name"));
    if (!hit) { plain += text[at]; at += 1; continue; }
    flush();
    const span = document.createElement("span");
    span.className = `q-${hit[0]}`;
    span.textContent = hit[1];
    found.append(span);
    at += hit[1].length;
  }
  flush();
  found.append("\n");
  return found;
};

for (const editor of document.querySelectorAll("[data-editor]")) {
  const field = editor.querySelector("textarea");
  const back = editor.querySelector("pre");
  const paint = () => { back.replaceChildren(painted(field.value)); follow(); };
  const follow = () => { back.scrollTop = field.scrollTop; back.scrollLeft = field.scrollLeft; };
  editor.classList.add("painted");
  field.addEventListener("input", paint);
  field.addEventListener("scroll", follow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); field.form.requestSubmit(); }
  });
  paint();
}
