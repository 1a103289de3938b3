// Which question a query puts, and which values of a dimension it names, as kb/search/intent.py reads them. Needs
// analysis.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The key of the question that is put; empty where none is.
  function readQuestion(terms, text, { questions, priority, priced, pays, coverage, benchmarks }) {
    const named = new Set(terms.filter((term) => Object.hasOwn(questions, term)).map((term) => questions[term]));
    const isPrice = [...named].every((key) => key === coverage || key === benchmarks);
    if (isPrice && new RegExp(priced, "u").test(text)) return benchmarks;
    if (isPrice && new RegExp(pays, "u").test(text)) return coverage;
    return priority.find((key) => named.has(key)) || "";
  }

  // The values of dimensions that a cleaned query names: dimension, number, and the words as terms; the longest
  // phrases first, and a word for one alone: `non par` is not `par`.
  function readDimensions(text, { dimensions }, data) {
    const left = kb.analysis.words(text, data.analysis).map(({ term }) => term);
    const long = (phrase) => phrase.split(" ").length;
    return Object.entries(dimensions).sort(([one], [other]) => long(other) - long(one)).filter(([phrase]) => {
      const wanted = phrase.split(" ");
      const places = [...left.keys()].filter((at) => wanted.every((term, step) => left[at + step] === term));
      for (const at of places) left.fill("", at, at + wanted.length);
      return places.length > 0;
    }).map(([phrase, [name, number]]) => [name, number, phrase]);
  }

  kb.intent = { readQuestion, readDimensions };
})();
