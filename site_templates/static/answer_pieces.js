// Which script has the answers of a plan on a code: each has some plans of a payer and some codes, cut by the rule of
// kb/pages/answer_pieces.py. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // What stands among the codes for no code and for classes of codes, and the sizes, as in kb/pages/answer_pieces.py.
  const GENERAL = ["all-codes", "category-iii"];
  const MOST_PLANS = 6;
  const MOST = { answers: 80, asof: 160 };

  function nameOf(folder, scope, code) {
    const [payer] = scope.split("/");
    const plans = kb.names.scopes.filter(({ id }) => id.startsWith(`${payer}/`));
    const run = Math.floor(plans.findIndex(({ id }) => id === scope) / MOST_PLANS);
    const size = Math.floor(MOST[folder] / Math.min(MOST_PLANS, plans.length - run * MOST_PLANS));
    return `${payer}/${run}-${partOf(code, size)}`;
  }

  // All in one where they fit, else what names no single code is the first.
  function partOf(code, size) {
    const isOne = GENERAL.length + kb.names.codes.length <= size;
    return isOne || GENERAL.includes(code) ? 0 : 1 + Math.floor(kb.names.codes.findIndex((one) => one.code === code) / size);
  }

  // By plan, what the scripts of a folder below static/ hand over on a code; `received` has that by the name of a script.
  async function load(folder, scopes, code, { root, what, received }) {
    const of = async (scope) => {
      const name = nameOf(folder, scope, code);
      return [scope, await kb.dom.dataFrom(`${root}static/${folder}/${name}.js`, what, () => received.get(name))];
    };
    return new Map(await Promise.all(scopes.map(of)));
  }

  kb.answerPieces = { nameOf, load };
})();
