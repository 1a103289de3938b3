// Which words and dimensions of a question neither its reading nor what a reply cites holds, as kb/ask/heard.py tells.
// Needs analysis.js and ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found, unique } = kb.askWords;

  const termsOf = (text, data) => kb.analysis.words(text, data.analysis).map(({ term }) => term);

  // The words that ask for units, modifiers or a row of fees, of which no text has one: as typed.
  function unheardTopic(typed, texts, data) {
    const { topics, questionTerms } = kb.askWords.of();
    const told = new Set(texts.flatMap((text) => termsOf(text, data)));
    const asked = topics.filter(([, ofMedicare]) => ofMedicare).map(([pattern]) => found(pattern, typed)?.[0]).filter(Boolean);
    return asked.filter((one) => !termsOf(one, data).some((term) => told.has(term) && !questionTerms.includes(term)));
  }

  // What the question names of a dimension, such as a step of an appeal, of which no text speaks.
  function otherDimensions(read, texts, data) {
    const { intent, limitParts } = data.reading;
    const told = ` ${texts.flatMap((text) => termsOf(text, data)).join(" ")} `;
    const named = unique(read.dimensions.map(([name, number]) => `${name}:${number}`)).filter((mark) => !limitParts.meantAnyway.includes(mark));
    return named.map((mark) => mark.split(":")).filter(([name, number]) =>
      !saidOf(name, Number(number), intent).some((phrase) => told.includes(` ${phrase} `)))
      .map(([name, number]) => kb.askWords.of().dimensions[name][number]);
  }

  // The terms by which a section can speak of a value of a dimension.
  function saidOf(name, number, { dimensions, following }) {
    return Object.keys(dimensions).filter((terms) => dimensions[terms][0] === name && dimensions[terms][1] === number && !following.includes(terms));
  }

  kb.askHeard = { unheardTopic, otherDimensions };
})();
