// Looks codes up by our words, a range, a family, a diagnosis, or what stands beside them, as kb/answers/code_lookup.py does:
// only rows that have all that was typed. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  let held;

  // Called by static/code_rows.js.
  kb.codeRows = (words, rows) => {
    held = { words, rows: rows.map(([kind, codes, title, says, beside, address]) => ({ kind, codes, title, says, beside, address })) };
  };

  const load = (root) => kb.dom.dataFrom(`${root}static/code_rows.js`, "the codes", () => held);

  // The rows that hold every code, range and word that was typed; `told` says why there are none.
  function find(typed) {
    const { words: { most, long, nothing, silent }, rows } = held;
    const words = typed.trim().split(/[\s,;]+/).filter((word) => word && !silent.includes(word.toLowerCase()));
    if (words.length > most) return { rows: [], told: long };
    const found = words.length ? rows.filter((row) => words.every((word) => has(row, word))) : [];
    return { rows: found, told: found.length ? "" : nothing };
  }

  function has({ kind, codes, title, says, beside }, word) {
    if (new RegExp(`^(?:${held.words.asked[0]})$`, "u").test(word.toUpperCase())) {
      return `${codes} ${beside}`.split(" ").filter(Boolean).some((run) => overlap(word.toUpperCase(), run));
    }
    const said = parts(`${title} ${says} ${kind}`);
    return parts(word).every((part) => said.some((one) => one.startsWith(part)));
  }

  const parts = (text) => text.toLowerCase().match(/[0-9a-z]+/g) || [];

  // Whether two codes or runs of codes of one kind share a code.
  function overlap(asked, run) {
    const [[first, last], [begin, end]] = [asked, run].map((one) => { const [from, to = from] = one.split("-"); return [from, to]; });
    return kindOf(first) === kindOf(begin) && first <= `${end}~` && begin <= `${last}~`;
  }

  function kindOf(code) {
    if (!new RegExp(`^(?:${held.words.procedure[0]})$`, "u").test(code)) return "diagnosis";
    if (/^[A-Z]/.test(code)) return code[0];
    return /[A-Z]$/.test(code) ? code[4] : "0";
  }

  kb.lookUp = { load, find };
})();
