// What each word of a query names of a plan, as kb/search/mentions.py reads it: a payer, a licensee, a state, a line of
// business, or nothing known. Needs query.js, plans.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { onlyAsks } = kb.query;
  const MEDICARE = "medicare";
  const ADVANTAGE = "medicare-advantage";
  const PA = "pa";
  const MA = "ma";

  function mentionsOf(groups, tables) {
    const found = groups.map((group) => mention(group, tables.plans));
    const read = found.map((one, at) => asState(at, groups, found, tables) || one);
    const told = [];
    read.forEach((one, at) => {
      const isName = one && tables.names.includes(one.kind);
      if (groups[at].negative) told.push(isName ? out(one) : null);
      else told.push(isName && isLeftOut(one, told, tables) ? out(one) : one);
    });
    return told;
  }

  // Whether a negation comes before a name: a plan, a payer, a state, or a line of business. So is one left out that
  // `and` or `or` joins to such a name: except uhc and aetna; and a state behind another one: except tx, fl.
  function isLeftOut({ kind }, told, { joining, skipped }) {
    const before = told.at(-1);
    if (kind === "state" && before?.kind === "left out" && before.id.startsWith("@")) return true;
    const led = [...told].reverse().find((one) => !one || !skipped.includes(one.written));
    return led?.kind === "not" || (joining.includes(told.at(-1)?.written) && told.at(-2)?.kind === "left out");
  }

  // A name as what is left out; a state by its sign, Medicare as the line of another payer, by its name.
  function out({ kind, id, written }) {
    if (kind === "payer" && id === MEDICARE) return { kind: "left out", id: ADVANTAGE, written: MEDICARE };
    return { kind: "left out", id: kind === "state" ? `@${id}` : id, written };
  }

  function mention({ kind, terms, written }, { terms: named }) {
    if (!terms.length || kind === "phrase") return null;
    const term = String(terms[0]);
    const [what, id] = Object.hasOwn(named, term) ? named[term] : ["word", term];
    return { kind: what, id, written };
  }

  function statesOf(payer, { plans: { plans } }) {
    return Object.values(plans).some((plan) => plan.payer === payer && plan.states.length);
  }

  // Two letters beside a brand are its state; MA of a payer without states, or of a plan, is Medicare Advantage. A longer
  // abbreviation, such as mass, is a state only beside a brand whose plans are told apart by state.
  function asState(at, groups, found, tables) {
    const { kind, negative, written } = groups[at];
    const { shortStates: short } = tables;
    const isShort = Object.hasOwn(short, written);
    const state = isShort ? short[written] : written.toUpperCase();
    const isState = Object.hasOwn(tables.plans.states, state) && ["word", "concept"].includes(kind);
    const isModifier = [groups[at - 1], groups[at + 1]].some((one) => one?.written.startsWith("mod"));
    const [treatment, counted] = tables.treatment;
    const isTreatment = written === treatment && at > 0 && counted.includes(groups[at - 1].written);
    const isNeeded = written === PA && Object.hasOwn(tables.plans.states, (groups[at - 1]?.written ?? "").split(" ").pop().toUpperCase())
      && /^(?:not )?(?:required|needed|req|req'd)$/u.test(groups[at + 1]?.written ?? "");
    if (!isState || isModifier || isTreatment || isNeeded) return null;
    const isOut = found[at - 1]?.kind === "not";
    let before = at - 1;
    while (before >= 0 && (tables.skipped.includes(groups[before].written) || found[before]?.kind === "not")) before -= 1;
    const owner = found[before];
    const payer = payerOf(owner, tables);
    const isByState = Boolean(payer) && statesOf(payer, tables);
    const isOfLine = isOut ? !(isByState && owner.kind === "payer") : isLine(before, groups, found, tables);
    if (written === MA && isOfLine) return { kind: "line", id: ADVANTAGE, written };
    if (isOfPlan(at, state, found, tables) || isOtherState(at, groups, found, tables)) return { kind: "state", id: state, written };
    if (!isByState) {
      const after = found[at + 1];
      const isBefore = after?.kind === "payer" && statesOf(after.id, tables);
      const [first, anywhere] = tables.firstStates;
      const isFirst = at === 0 || anywhere.includes(written);
      const isLeading = isFirst && isBefore && first.includes(written);
      const isPlaced = isLeading || (at > 0 && tables.placed.includes(groups[at - 1].written));
      const isAmbiguous = !isPlaced && ([...tables.noState, PA, MA].includes(written) || (isShort && !isBefore));
      const isOne = isSpreadOnly(found, tables) || found.some((one) => ofLicensees(payerOf(one, tables), tables));
      const isApart = isOne && ![...tables.noState, ...tables.notAlone, PA, MA].includes(written) && !isShort;
      return !isAmbiguous && (payer || isBefore || isApart || (isPlaced && isOne)) ? { kind: "state", id: state, written } : null;
    }
    const [behind, behindFirst] = tables.behindBrand;
    const isBehind = (behind.includes(written) && before === at - 1) || (behindFirst.includes(written) && at === 1 && beginsQuestion(groups[2], tables));
    if (isBehind) return { kind: "state", id: state, written };
    const isAsked = written === PA && !(isOut || negative || asksBeside(at, groups, tables));
    if (tables.noState.includes(written) || isAsked) return null;
    return { kind: "state", id: state, written };
  }

  // Whether what comes next is a code or a number, the name of a question, or nothing.
  function beginsQuestion(following, { intent: { questions } }) {
    return !following || /[0-9]/.test(following.written) || following.terms.some((term) => Object.hasOwn(questions, term));
  }

  // Whether a plan of a state is named beside its two letters: blue advantage al.
  function isOfPlan(at, state, found, { plans: { plans } }) {
    const beside = [found[at - 1], found[at + 1]].filter((one) => ["plan", "plans"].includes(one?.kind));
    return beside.some(({ id }) => id.split("+").some((plan) => plans[plan].states.includes(state)));
  }

  // Whether two letters are put beside another state of a brand or of Medicare: highmark wv vs pa.
  function isOtherState(at, groups, found, tables) {
    const [other, between] = [groups[at - 2]?.written, groups[at - 1]?.written];
    const isPlaced = other !== undefined && (isStateOf(other, tables) || ["plan", "plans"].includes(found[at - 2]?.kind));
    return isPlaced && tables.beside.includes(between) && ![PA, MA].includes(other) && found.some((one) => statesOf(payerOf(one, tables), tables));
  }

  function payerOf(one, { plans: { plans } }) {
    if (["plan", "plans"].includes(one?.kind)) return plans[one.id.split("+")[0]].payer;
    return one?.kind === "payer" ? one.id : "";
  }

  // Whether MA is Medicare Advantage: behind a payer without states, a plan, or another state; anywhere else
  // where every payer named is one without states, unless `in` or `of` comes before it.
  function isLine(before, groups, found, tables) {
    const owner = found[before];
    if (before >= 0 && tables.placed.includes(groups[before + 1].written)) return false;
    if (!owner) return isSpreadOnly(found, tables);
    if (["plan", "plans", "other"].includes(owner.kind) || isStateOf(groups[before].written, tables)) return true;
    if (owner.kind === "payer") return owner.id === MEDICARE || !statesOf(owner.id, tables);
    return owner.kind !== "state" && isSpreadOnly(found, tables);
  }

  function isStateOf(written, { plans: { states }, shortStates }) {
    return Object.hasOwn(states, written.toUpperCase()) || Object.hasOwn(shortStates, written);
  }

  function isSpreadOnly(found, tables) {
    const payers = found.map((one) => payerOf(one, tables)).filter(Boolean);
    return payers.length > 0 && !payers.some((payer) => statesOf(payer, tables));
  }

  // Whether another group than this names a question, so that PA need not be prior authorization.
  function asksBeside(at, groups, { intent }) {
    return groups.some(({ negative, terms }, number) =>
      number !== at && !negative && terms.some((term) => Object.hasOwn(intent.questions, String(term))));
  }

  // Whether PA, not read as the state, is beside a brand or a name of plans of which one is there.
  function mayBePennsylvania(groups, mentions, tables) {
    const { plans } = tables.plans;
    const isState = (one) => one?.kind === "state";
    const isTyped = groups.some(({ written }, at) => written === PA && !isState(mentions[at]));
    const isBrand = ({ kind, id }) => kind === "payer" && ofLicensees(id, tables);
    const named = mentions.filter(Boolean).flatMap((one) => (one.kind === "plans" ? one.id.split("+")
      : isBrand(one) ? Object.keys(plans).filter((plan) => plans[plan].payer === one.id) : []));
    return isTyped && !mentions.some(isState) && named.some((plan) => plans[plan].states.includes(PA.toUpperCase()));
  }

  // Whether a payer is a brand of licensees.
  function ofLicensees(payer, tables) {
    return payer !== "" && payer !== MEDICARE && statesOf(payer, tables);
  }

  // The places of unknown words next to a brand of licensees: they are likely a licensee's name.
  function strangers(groups, mentions, data) {
    const tables = data.reading;
    const isBrand = (one) => ["payer", "plans"].includes(one?.kind) && ofLicensees(payerOf(one, tables), tables);
    return groups.flatMap((group, at) => {
      const isPlain = group.kind === "word" && !group.negative && /^[a-z]+$/.test(group.written) && group.written.length > 2;
      const { first, second } = tables.plans.order;
      if (!isPlain || [...first, ...second].includes(group.written) || onlyAsks(group, data) || kb.store.holds("terms", group.terms[0], data)) return [];
      const beside = [mentions[at - 1], mentions[at + 1]];
      if (at > 1 && tables.skipped.includes(groups[at - 1].written)) beside.push(mentions[at - 2]);
      return beside.some(isBrand) ? [at] : [];
    });
  }

  // Where an unknown word stands beside a brand, no licensee's answer is shown: it may name another one.
  function unknownLicensee(named, groups, mentions, data) {
    const tables = data.reading;
    const unknown = strangers(groups, mentions, data);
    const brands = named.payers.filter((payer) => ofLicensees(payer, tables));
    const isNamed = mentions.some((one) => one && ["plan", "state", "glued", "other"].includes(one.kind));
    if (!unknown.length || !brands.length || isNamed) return named;
    const words = unknown.map((at) => groups[at].written).join(" ");
    const told = `This library knows no ${tables.plans.payers[brands[0]]} plan called “${words}”.`;
    const scopes = named.scopes.filter((scope) => !brands.includes(tables.plans.plans[scope].payer));
    const which = tables.plans.which.replace("{brand}", tables.plans.payers[brands[0]]);
    return { ...named, scopes, brand: "", missing: [...named.missing.filter((one) => one !== which), told] };
  }

  const JURISDICTION = /(?<![0-9a-z])j(?:[a-n]|[0-9]{1,2})(?![0-9a-z])/u;

  // What reads modifiers and jurisdictions of Medicare contractors in a cleaned query; none where no word is like one.
  function ofJurisdictions(text) {
    return JURISDICTION.test(text) ? kb.late("plansBeside", "plans") : null;
  }

  kb.mentions = { MA, ofJurisdictions, mayBePennsylvania, mentionsOf, strangers, unknownLicensee };
})();
