// What a query asks for that is none of the questions of an entry, as kb/search/asks.py reads it: a fax number, what
// changed, our network status. Needs late.js and by_word.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  const kindsOf = (asks, { reading }) => reading.asks.kinds.flat().filter(({ key }) => asks.some((ask) => ask.key === key));

  // What a cleaned query asks for beside its question; `named` holds what a kind may need: plan, code, product, document.
  function read(text, question, named, data) {
    if (!kb.byWord.hasAsks(text, data)) return [];
    return kb.late("asksRead", "asks").read(text, question, named, data);
  }

  // Whether a word, as typed, is a product by name.
  function isProduct(written, { reading: { asks: { needed } } }) {
    return new RegExp(needed.product, "u").test(written);
  }

  // The terms of the groups that are products by name.
  function termsOfProducts(groups, data) {
    return groups.filter(({ written }) => isProduct(written, data)).flatMap(({ terms }) => terms.map(String));
  }

  // The terms of the groups of a query that are words by which it asks for something.
  function termsOf(asks, groups, data) {
    return asks.length ? kb.late("asksRead", "asks").termsOf(asks, groups, data) : [];
  }

  // For each thing asked for the words of the sections that tell of it, as terms.
  function wordsOf(asks, data) {
    return kindsOf(asks, data).flatMap(({ words }) => words);
  }

  // What a reader is told: that it is outside, or that none is recorded; `held` are the keys that a section tells of.
  function told(asks, held, who, data) {
    return asks.length ? kb.late("asksRead", "asks").told(asks, held, who, data) : [];
  }

  kb.asks = { isProduct, kindsOf, read, termsOf, termsOfProducts, wordsOf, told };
})();
