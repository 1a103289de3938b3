// Which script has the answers of a plan on a code to a question: each has some plans of a payer, some codes, and some
// questions, cut by the rule of kb/pages/answer_pieces.py. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // What stands among the codes for no code and for classes of codes, the questions apart, and the sizes, as there.
  const GENERAL = ["all-codes", "category-iii"];
  const APART = [["coverage"], ["prior_authorization", "documentation"]];
  const MOST_PLANS = 6;
  const WHOLE = 80;
  const MOST = { answers: [210, 240, 240], asof: [200, 600, 900] }; // by group of questions

  function nameOf(folder, scope, code, question) {
    const [payer] = scope.split("/");
    const plans = kb.names.scopes.filter(({ id }) => id.startsWith(`${payer}/`));
    const run = Math.floor(plans.findIndex(({ id }) => id === scope) / MOST_PLANS);
    const width = Math.min(MOST_PLANS, plans.length - run * MOST_PLANS);
    const isWhole = width * (GENERAL.length + kb.names.codes.length) <= WHOLE;
    if (isWhole || GENERAL.includes(code)) return `${payer}/${run}-0`;
    const apart = APART.findIndex((keys) => keys.includes(question));
    const group = apart < 0 ? APART.length : apart;
    const at = Math.floor(kb.names.codes.findIndex((one) => one.code === code) / Math.floor(MOST[folder][group] / width));
    return `${payer}/${run}-${group}-${at}`;
  }

  // By plan, what each script of a folder below static/ hands over that has a code and some questions, given by their
  // keys; `received` has that by the name of a script.
  async function load(folder, { scopes, code, questions }, { root, what, received }) {
    const one = (name) => kb.dom.dataFrom(`${root}static/${folder}/${name}.js`, what, () => received.get(name));
    const of = async (scope) => {
      const names = new Set(questions.map((question) => nameOf(folder, scope, code, question)));
      return [scope, await Promise.all([...names].map(one))];
    };
    return new Map(await Promise.all(scopes.map(of)));
  }

  kb.answerPieces = { nameOf, load };
})();
