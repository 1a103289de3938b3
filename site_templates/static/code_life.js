// Whether the codes of a query exist on its day, as kb/search/code_life.py tells it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The codes that did not exist yet by a day, 2026-03-01, and what a reader must be told of any.
  function outOfLife(codes, day, data) {
    const held = codes.map((code) => [code, kb.store.life(code, data)]).filter(([, life]) => life);
    const unborn = held.filter(([, { begins }]) => day < begins).map(([code]) => code);
    return { unborn, told: held.map(([, life]) => caution(life, day)).filter(Boolean) };
  }

  function caution({ begins, before, ends, after }, day) {
    if (day < begins) return before;
    return ends && day >= ends ? after : "";
  }

  kb.codeLife = { outOfLife };
})();
