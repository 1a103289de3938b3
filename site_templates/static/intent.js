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
    return [...ofClauses(text, tables, data).keys()].filter((other) => other !== question && family.includes(other));
  }

  // The questions that the clauses of a cleaned query put, once each, with the clause.
  function ofClauses(text, tables, data) {
    const found = new Map();
    for (const clause of text.split(new RegExp(tables.clauses, "u"))) {
      const terms = kb.analysis.spans(clause, data.analysis).flatMap((span) => span.terms);
      const other = readQuestion(terms, clause, tables);
      const isPut = other && (new RegExp(tables.beside[0], "u").test(clause) || !isWeak(terms, other, clause, tables));
      if (isPut && !found.has(other)) found.set(other, clause);
    }
    return found;
  }

  // Which questions a cleaned query names beside those that are answered, the first of them before the others. One that
  // a clause tells of as what happened is none, nor is one of two that no clause parts.
  function questionsBeside(text, terms, asked, { intent: tables, titles }, data) {
    const [, tells, several, told] = tables.beside;
    if (!asked[0]) return [];
    const clauses = [...ofClauses(text, tables, data)].filter(([, clause]) => !new RegExp(tells, "u").test(clause)).map(([other]) => other);
    const named = terms.filter((term) => Object.hasOwn(tables.questions, term) && !tables.weak.includes(term));
    const every = [...new Set(named.map((term) => tables.questions[term]))];
    const found = [...clauses, ...(every.length >= several ? every : [])];
    const others = tables.priority.filter((key) => found.includes(key) && !asked.includes(key)).map((key) => titles[key].toLowerCase());
    return others.length ? [told.replace("{others}", others.join(" and ")).replace("{question}", titles[asked[0]].toLowerCase())] : [];
  }

  // The values of dimensions that a cleaned query names: dimension, number, and the words as terms; the longest
  // phrases first, and a word for one alone: `non par` is not `par`.
  function readDimensions(text, tables, data) {
    return valuesWithTermsBefore(text, tables, data).map(([value]) => value);
  }

  // The same, each with the terms before every place of it.
  function valuesWithTermsBefore(text, { dimensions, ends }, data) {
    const termsIn = (clause) => kb.analysis.words(clause, data.analysis).map(({ term }) => term);
    const left = text.split(new RegExp(ends, "u")).flatMap((clause) => [...termsIn(clause), ""]);
    const typed = [...left];
    const long = (phrase) => phrase.split(" ").length;
    return Object.entries(dimensions).sort(([one], [other]) => long(other) - long(one)).flatMap(([phrase, [name, number]]) => {
      const wanted = phrase.split(" ");
      const places = [...left.keys()].filter((at) => wanted.every((term, step) => left[at + step] === term));
      for (const at of places) left.fill("", at, at + wanted.length);
      return places.length ? [[[name, number, phrase], places.map((at) => typed.slice(0, at))]] : [];
    });
  }

  // The words of a query that name a value of a dimension, or part of one: they are not misspelled.
  function wordsOfDimensions(groups, { dimensions, inPhrases }) {
    const known = new Set([...Object.keys(dimensions), inPhrases].flatMap((phrase) => phrase.split(" ")));
    return groups.filter(({ terms }) => known.has(String(terms[0]))).map(({ written }) => written);
  }

  kb.intent = { readQuestion, saidIn, isWeak, further, questionsBeside, readDimensions, valuesWithTermsBefore, wordsOfDimensions };
})();
