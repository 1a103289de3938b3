// The subject of a query, beside plan, question, code, document and day, and the documents that nothing here is, as
// kb/search/subject.py finds them. Needs excerpt.js and field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The terms of the subject.
  function terms(read, data) {
    const numbers = kb.fieldSets.numbersOf(read, data);
    const { noise } = data.query;
    const groups = read.groups.filter(({ negative, written }) => !negative && !noise.includes(written));
    const isName = (term) => data.subject.names.some((name) => term.startsWith(name));
    const found = [...kb.excerpt.subjectOf(groups, read.read, data)];
    return new Set(found.filter((term) => !numbers.includes(term) && !isName(term)));
  }

  function groups(read, data) {
    const found = terms(read, data);
    return read.groups.filter(({ negative, terms: held }) => !negative && held.some((term) => found.has(String(term))));
  }

  // The numbers of documents, as typed, that a query names and that no document here has.
  function onlyMentioned({ groups: asked }, data) {
    const isNumber = new RegExp(`^(?:${data.subject.number})$`, "u");
    const isCode = new RegExp(`^(?:${data.analysis.code})$`, "u");
    const numbersOf = ({ terms: held }) => held.map(String).filter((term) => isNumber.test(term) && !isCode.test(term));
    return asked.filter((group) => {
      const numbers = numbersOf(group);
      return numbers.length && !group.negative && !kb.fieldSets.within(data, "title", numbers).size;
    }).map(({ written }) => written.toUpperCase());
  }

  kb.subject = { terms, groups, onlyMentioned };
})();
