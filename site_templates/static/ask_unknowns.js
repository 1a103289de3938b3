// What is not known of plans and codes, as kb/ask/intents.py tells it: of a plan on a code by its answers, else by what there
// is to ask (kb/pages/ask_unknowns.py). Needs ask_claims.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { gap, unique } = kb.askWords;
  let unknowns;

  // Called by static/ask/unknowns.js.
  kb.askUnknowns = (given) => { unknowns = given; };

  // What is not known of the plans and the codes named, plans together that lack the same.
  async function of({ found, root }) {
    const { askThem, allKnown } = kb.askWords.of();
    const codes = kb.askCard.ofPages(found.codes);
    const isOfAnswers = found.named && found.scopes.length && codes.length;
    const { lacking, acts } = isOfAnswers ? await ofAnswers(found.scopes, codes, root) : await ofActs(found, root);
    const alike = new Map();
    for (const [scope, labels] of lacking) {
      if (labels) alike.set(labels, [...(alike.get(labels) || []), kb.askClaims.planName(scope)]);
    }
    const unknown = [...alike].map(([labels, plans]) => gap(`${labels}: ${plans.join("; ")}`));
    const reply = { lead: [], kind: "not known", claims: [], unread: [], unknown, following: isOfAnswers ? [askThem] : acts };
    return isOfAnswers && !unknown.length ? { ...reply, kind: "answer", lead: [allKnown], following: [] } : reply;
  }

  async function ofAnswers(scopes, codes, root) {
    const { questions } = kb.names;
    const isLacking = (scope) => async ({ key }) => (await Promise.all(codes.map((code) => kb.askClaims.answerOf(scope, code, key, root)))).some(({ isKnown }) => !isKnown);
    const lacking = scopes.map(async (scope) => {
      const held = await Promise.all(questions.map(isLacking(scope)));
      return [scope, labelsOf((at) => held[at])];
    });
    return { lacking: await Promise.all(lacking), acts: [] };
  }

  const labelsOf = (isLacking) => kb.names.questions.filter((_, at) => isLacking(at)).map(({ label }) => label).join(", ");

  // By what there is to ask of plans: those of the plans and codes named, all where none is.
  async function ofActs({ named, scopes, codes }, root) {
    const { acts, sets, actions } = await kb.dom.dataFrom(`${root}static/ask/unknowns.js`, "what is not known", () => unknowns);
    const scopeOf = ([number]) => kb.names.scopes[number].id;
    const isMeant = (act) => (!named || !scopes.length || scopes.includes(scopeOf(act))) && (!codes.length || codes.some((code) => sets[act[2]].includes(code)));
    const lacking = new Map();
    for (const act of acts.filter(isMeant)) lacking.set(scopeOf(act), [...(lacking.get(scopeOf(act)) || []), ...act[1]]);
    return { lacking: [...lacking].map(([scope, held]) => [scope, labelsOf((at) => held.includes(at))]), acts: unique(acts.filter(isMeant).map((act) => actions[act[3]])) };
  }

  kb.askNotKnown = { of };
})();
