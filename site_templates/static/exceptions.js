// What a section says of the very subject that a query names, where its value is on the rest, as kb/search/exceptions.py
// finds it. Needs analysis.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  const termsOf = (text, data) => new Set(kb.analysis.analyse(text, data.analysis).map(({ text: term }) => term));

  // The kinds of values that a text names; words that name one name none below it.
  function kindsOf(text, data) {
    let left = kb.analysis.fold(text, data.analysis);
    const found = [];
    for (const [kind, pattern] of data.exceptions.values) {
      const whole = new RegExp(`(?<![a-z])(?:${pattern})(?![a-z])`, "gu");
      if (left.search(whole) < 0) continue;
      found.push(kind);
      left = left.replace(whole, " ");
    }
    return found;
  }

  // The sentences on a subject of a section whose title does not name it, one that does not say what the value says first;
  // none where the value stands.
  function of({ value, text }, subject, data) {
    const { sentences, clauses: parted, fewest, most: quoted } = data.exceptions;
    const kinds = kindsOf(value, data);
    if (!kinds.length) return [];
    const parted_ = (part, pattern) => part.split(new RegExp(pattern, "u"));
    const clauses = parted_(text, sentences).flatMap((sentence) => parted_(sentence, parted).map((clause) => ({ sentence, clause })));
    for (const term of [...subject].filter((one) => one.startsWith("~")).sort()) {
      const naming = clauses.filter(({ clause }) => termsOf(clause, data).has(term));
      if (naming.length && naming.every(({ clause }) => isOther(clause, kinds, subject, data))) {
        return [...new Set(naming.map(({ sentence }) => sentence))].slice(0, quoted);
      }
    }
    const counted = clauses.map((one) => ({ ...one, count: [...termsOf(one.clause, data)].filter((term) => subject.has(term)).length }));
    const most = Math.max(...counted.map(({ count }) => count));
    if (most < Math.min(fewest, subject.size)) return [];
    const told = counted.filter(({ count }) => count === most);
    const differ = told.filter(({ clause }) => isOther(clause, kinds, subject, data));
    return differ.length ? [...new Set([differ[0], ...told].map(({ sentence }) => sentence))].slice(0, quoted) : [];
  }

  // Whether a clause leaves the subject out, or names another value for it and not the one shown.
  function isOther(clause, kinds, subject, data) {
    const behind = kb.analysis.fold(clause, data.analysis).split(new RegExp(data.exceptions.excluded, "u")).slice(1)
      .map((rest) => rest.split(" ").slice(0, data.exceptions.behind).join(" "));
    if (behind.some((words) => [...termsOf(words, data)].some((term) => subject.has(term)))) return true;
    const named = kindsOf(clause, data);
    return named.length > 0 && !named.some((kind) => kinds.includes(kind));
  }

  const quoted = (sentences) => `“${sentences.join(" ").replace(/[.;]+$/u, "")}”`;

  kb.exceptions = { of, quoted };
})();
