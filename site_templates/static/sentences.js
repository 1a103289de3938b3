// A text cut into sentences, as kb/search/sentences.py cuts it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const PARTED = /(?<=[0-9a-z"”)][.!?]) /u;

  kb.sentences = (text) => text.split(PARTED);
})();
