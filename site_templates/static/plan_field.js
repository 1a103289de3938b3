// Boxes in which a plan or a code is found by typing any of its words, each with a list of suggestions. Needs names.js,
// called.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const plain = (text) => text.toLowerCase().replace(/[^0-9a-z]+/g, " ").trim();

  const plans = kb.names.scopes.map(({ id, name, payer }) => (
    { id, shown: kb.dom.scopeName({ payer, name }), called: [payer, name, ...kb.called.scopes[id].flat()].map(plain).join(" ") }));

  // The plan that was chosen or typed: by its whole name, else the only one whose names hold every word; else null.
  function planOf(typed) {
    const words = plain(typed).split(" ").filter(Boolean);
    const whole = plans.find(({ shown }) => plain(shown) === plain(typed));
    const near = plans.filter(({ called }) => words.every((word) => called.split(" ").some((one) => one.startsWith(word))));
    return whole || (words.length && near.length === 1 ? near[0] : null);
  }

  function codeOf(typed) {
    return kb.names.codes.find(({ code }) => code.toLowerCase() === typed.trim().toLowerCase()) || null;
  }

  // The name of a plan by its id; empty where there is none.
  function shownOf(id) {
    return plans.find((plan) => plan.id === id)?.shown || "";
  }

  function suggest(codes, names) {
    codes.append(...kb.names.codes.map((one) => new Option(kb.called.codes[one.code], one.code)));
    names.append(...plans.map(({ shown }) => new Option("", shown)));
  }

  kb.planField = { planOf, codeOf, shownOf, suggest };
})();
