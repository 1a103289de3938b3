// Which question a query puts, and which values of a dimension it names, as kb/search/intent.py reads them. Needs
// analysis.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The key of the question that is put; empty where none is.
  function readQuestion(terms, text, { questions, priority, priced, pays, paid, sends, saidBy, turned, notMeant, timely, timed, limitsOf, coverage, benchmarks, documentation }) {
    const isOther = (term) => notMeant.some(([one, words]) => one === term && new RegExp(words, "u").test(text));
    const isTold = (term) => Object.hasOwn(questions, term) && !isOther(term) && (term !== timely[0] || text.includes(timely[1]));
    const named = new Set(terms.filter(isTold).map((term) => questions[term]));
    const said = saidBy.find(([words, key, over]) => [...named].every((one) => one === key || over.includes(one)) && new RegExp(words, "u").test(text));
    if (said) return turned.find(([key, words]) => key === said[1] && new RegExp(words, "u").test(text))?.[2] || said[1];
    const isPrice = [...named].every((key) => key === coverage || key === benchmarks);
    if (isPrice && new RegExp(priced, "u").test(text)) return benchmarks;
    if (isPrice && new RegExp(pays, "u").test(text)) return coverage;
    const rates = terms.filter((term) => isTold(term) && questions[term] === benchmarks);
    const isWhether = rates.length && rates.every((term) => paid[0].includes(term)) && !new RegExp(paid[1], "u").test(text);
    if (isPrice && isWhether) return coverage;
    if (new RegExp(timed, "u").test(text) && [...named].every((key) => key === "billing")) {
      const limit = limitsOf.find(([words]) => new RegExp(words, "u").test(text));
      return limit ? limit[1] : [...named][0] || "";
    }
    if ([...named].every((key) => key === coverage) && new RegExp(sends, "u").test(text)) return documentation;
    return priority.find((key) => named.has(key)) || "";
  }

  // The parts of a cleaned query that put a question as sentences do.
  function saidIn(text, { saidBy }) {
    return saidBy.flatMap(([words]) => [...text.matchAll(new RegExp(words, "gu"))].map((match) => match[0]));
  }

  // Whether a question is named only by words that may stand for something else.
  function isWeak(terms, question, text, { questions, weak, saidBy }) {
    if (saidBy.some(([words, key]) => key === question && new RegExp(words, "u").test(text))) return false;
    const naming = terms.filter((term) => Object.hasOwn(questions, term) && questions[term] === question);
    return naming.length > 0 && naming.every((term) => weak.includes(term));
  }

  // The questions that other clauses of a cleaned query put beside the one it is read for.
  function further(text, question, tables, data) {
    const family = tables.askedTogether.find((names) => names.includes(question)) || [];
    const others = text.split(new RegExp(tables.clauses, "u")).map((clause) => {
      const terms = kb.analysis.spans(clause, data.analysis).flatMap((span) => span.terms);
      const other = readQuestion(terms, clause, tables);
      return family.includes(other) && !isWeak(terms, other, clause, tables) ? other : question;
    });
    return [...new Set(others)].filter((other) => other !== question);
  }

  // The values of dimensions that a cleaned query names: dimension, number, and the words as terms; the longest
  // phrases first, and a word for one alone: `non par` is not `par`.
  function readDimensions(text, { dimensions, ends }, data) {
    const termsIn = (clause) => kb.analysis.words(clause, data.analysis).map(({ term }) => term);
    const left = text.split(new RegExp(ends, "u")).flatMap((clause) => [...termsIn(clause), ""]);
    const long = (phrase) => phrase.split(" ").length;
    return Object.entries(dimensions).sort(([one], [other]) => long(other) - long(one)).filter(([phrase]) => {
      const wanted = phrase.split(" ");
      const places = [...left.keys()].filter((at) => wanted.every((term, step) => left[at + step] === term));
      for (const at of places) left.fill("", at, at + wanted.length);
      return places.length > 0;
    }).map(([phrase, [name, number]]) => [name, number, phrase]);
  }

  // The words of a query that name a value of a dimension, or part of one: they are not misspelled.
  function wordsOfDimensions(groups, { dimensions }) {
    const known = new Set(Object.keys(dimensions).flatMap((phrase) => phrase.split(" ")));
    return groups.filter(({ terms }) => known.has(String(terms[0]))).map(({ written }) => written);
  }

  kb.intent = { readQuestion, saidIn, isWeak, further, readDimensions, wordsOfDimensions };
})();
