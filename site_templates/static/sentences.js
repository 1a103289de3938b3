// A text cut into sentences, as kb/search/sentences.py cuts it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const PARTED = /(?<=[0-9a-z"”)][.!?]) /u;

  kb.sentences = (text) => text.split(PARTED);

  // Whether a sentence holds one of some terms.
  kb.sentences.holds = (terms, sentence, { analysis }) =>
    kb.analysis.analyse(sentence, analysis).some(({ text }) => terms.includes(text));
})();
