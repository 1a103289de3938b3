// What a query asks, as kb/search/intent.py reads it: a code, the scopes it names and a question; without a code, what
// holds for all codes; null where it asks for no answer. tests/search/test_intent.py holds both to the same examples. Needs analysis.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const COVERAGE = "coverage";

  function look(table, terms) {
    return terms.filter((term) => Object.hasOwn(table, term)).map((term) => table[term]);
  }

  // Code, scopes and question, each empty where the query does not name it.
  function readParts(groups, tables, analysis) {
    const told = groups.filter(({ negative }) => !negative).flatMap((group) => termsOf(group, analysis));
    const questions = look(tables.questions, told);
    return {
      code: look(tables.codes, told)[0] || "",
      scopes: namedScopes(told, tables),
      question: questions.find((key) => key !== COVERAGE) || questions[0] || "",
    };
  }

  function read(groups, tables, analysis) {
    const parts = readParts(groups, tables, analysis);
    if (!parts.scopes.length || !parts.question) return null;
    return parts.code || !groups.some((group) => namesCodes(group, analysis)) ? parts : null;
  }

  // Whether a group names a code, or several.
  function namesCodes({ kind, terms }, { code }) {
    const isCode = new RegExp(`^(?:code=)?(?:${code})$`, "u");
    return kind === "any" || terms.some((term) => isCode.test(term));
  }

  // The concepts of a quoted phrase are among its terms; a range of codes names none.
  function termsOf({ kind, terms, written }, analysis) {
    if (kind === "phrase") return kb.analysis.spans(written, analysis).flatMap((span) => span.terms);
    return kind === "any" ? [] : terms;
  }

  // A payer's own scope goes before the payer; a line of business leaves out the scopes that serve others.
  function namedScopes(told, tables) {
    const named = look(tables.scopes, told);
    const within = (few, many) => few.length < many.length && few.every((scope) => many.includes(scope));
    const closest = named.filter((scopes) => !named.some((other) => within(other, scopes)));
    const wanted = look(tables.lines, told);
    return [...new Set(closest.flat())].filter((scope) => {
      const served = tables.serves[scope];
      return !wanted.length || !served.length || served.some((line) => wanted.includes(line));
    });
  }

  kb.intent = { read, readParts };
})();
