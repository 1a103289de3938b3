// The words and patterns by which replies are composed, as kb/ask/export.py gives them: static/ask.js hands them over,
// and no script retypes one. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  let tables;

  // Called by static/ask.js.
  kb.askTables = (given) => { tables = given; };

  function load(root) {
    return kb.dom.dataFrom(`${root}static/ask.js`, "the words of replies", () => tables);
  }

  // What a pattern finds in a text first; null where it finds nothing.
  function found([pattern, flags], text) {
    return new RegExp(pattern, flags).exec(text);
  }

  function every([pattern, flags], text) {
    return [...text.matchAll(new RegExp(pattern, `g${flags}`))].map(([whole]) => whole);
  }

  // A text with its holes filled: "{more} more answers" with { more: 3 }.
  function filled(text, parts) {
    return text.replace(/\{([a-z]+)\}/g, (hole, name) => (name in parts ? String(parts[name]) : hole));
  }

  // What is refused of a question, as kb/ask/refusals.py tells it: [pattern, reason, next act, whether it is refused only
  // where no contact records it]; undefined for nothing.
  function refused(typed) {
    return tables.refusals.find(([pattern]) => found(pattern, typed));
  }

  // What is not known, and where it was searched, as kb/ask/reply.py keeps a gap.
  function gap(brief, searched = "") {
    return { brief, text: [brief, searched].filter(Boolean).join(" ") };
  }

  const unique = (items) => [...new Set(items)];

  kb.askWords = { load, found, every, filled, refused, gap, unique, of: () => tables };
})();
