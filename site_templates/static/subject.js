// The subject of a query: what it is about beside plan, question, code, document and day, as kb/search/subject.py
// finds it. Needs excerpt.js and field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The terms of the subject.
  function terms(read, data) {
    const numbers = kb.fieldSets.numbersOf(read, data);
    const untold = kb.query.untold(read.groups, data);
    const groups = read.groups.filter(({ negative, written }) => !negative && !untold.has(written));
    const isName = (term) => data.subject.names.some((name) => term.startsWith(name));
    const found = [...kb.excerpt.subjectOf(groups, read.read, data)];
    return new Set(found.filter((term) => !numbers.includes(term) && !isName(term)));
  }

  function groups(read, data) {
    const found = terms(read, data);
    return read.groups.filter(({ negative, terms: held }) => !negative && held.some((term) => found.has(String(term))));
  }

  kb.subject = { terms, groups };
})();
