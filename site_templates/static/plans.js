// Whose answer a query asks for, as kb/search/plans.py reads it: the plans that its mentions name together, and what is
// named and not held here. Needs late.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const SEVERAL = 2; // payers that a word may compare; beside more of them Medicare is one of a list
  const WHOSE = ["payer", "plan", "plans", "other", "glued"]; // kinds of mentions that name a payer
  const MEDICARE = "medicare";
  const NOTHING_ELSE = "Of what is named, this library has nothing else.";
  const NATIONAL_RULES = "In its place are Medicare's national rules, which hold for every contractor.";
  const FEW = 3; // how many plans are told by name
  const ADVANTAGE = "medicare-advantage";
  const FEDERAL = "federal-employee"; // a program for the whole country: a place beside it chooses no plan of the place
  const unique = (found) => [...new Set(found)];
  const NOBODY = { scopes: [], named: false, missing: [], payers: [], label: "", stateOnly: false, states: [], lines: [],
    beside: [], brand: "", order: {} };
  const UNORDERED = { first: "", second: "", isOrdered: false, isDecided: false };
  const beside = () => kb.late("plansBeside", "plans");
  const payerOrder = () => kb.late("payerOrder", "plans");

  // A mention has a kind (payer, plan, plans, state, line, glued, other, connector, word), an id, and how it is written.
  function read(mentions, tables) {
    const whole = together(mentions, tables);
    return mayCompare(mentions, tables) ? kb.late("planSides", "plans").read(mentions, whole, tables) : whole;
  }

  // Whether one payer is named twice, and a word puts names side by side.
  function mayCompare(mentions, tables) {
    const named = mentions.map((one) => payerOf(one, tables)).filter(Boolean);
    return mentions.some(({ kind }) => kind === "connector") && unique(named).length < named.length;
  }

  function together(mentions, tables) {
    const found = sorted(mentions, tables);
    const isNamed = found.payers.length || found.others.length;
    if (!isNamed && !found.lines.length && !found.states.length) return found.excluded.length ? beside().allBut(found, tables) : NOBODY;
    if (!isNamed) return beside().withoutPayer(found, tables);
    const each = found.payers.map((payer) => ofPayer(payer, found, tables));
    const nameOf = (payer) => tables.payers[payer] || tables.others[payer].name;
    const ordered = found.order.first ? [payerOrder().told(found.order, nameOf)] : [];
    const out = found.without.length ? [beside().toldOut(found, tables)] : [];
    const absent = found.others.map((name) => `${tables.others[name].name} is not in this library.`);
    const scopes = unique(each.flatMap(([chosen]) => chosen));
    const owners = found.others.map((name) => tables.others[name].payer).filter(Boolean);
    const isWhich = scopes.length > 1 && isBareBrand(found, tables);
    const which = isWhich ? [tables.which.replace("{brand}", tables.payers[found.payers[0]])] : [];
    const names = [...found.payers.map((payer) => tables.payers[payer]), ...(scopes.length ? [] : found.others)];
    const silent = found.payers.filter((_, at) => !each[at][0].length);
    return {
      brand: scopes.find((scope) => isWhich && tables.plans[scope].kind === "brand") || "",
      scopes, named: true, missing: unique([...which, ...ordered, ...out, ...absent, ...each.flatMap(([, told]) => told)]),
      payers: unique([...found.payers, ...owners]), stateOnly: false, states: found.states,
      lines: unique(found.payers.flatMap((payer) => linesOf(payer, found, tables))), order: found.order,
      beside: unique(silent.flatMap((payer) => besideLine(payer, found, tables))),
      label: isToldByName(scopes, found.payers, tables) ? scopes.map((scope) => tables.plans[scope].name).join(" and ")
        : names.join(", "),
    };
  }

  // Whether nothing but a name is given that several licensees share.
  function isBareBrand({ plans, payers, states, others }, tables) {
    const isPlaced = states.length || others.length || plans.some((plan) => tables.plans[plan].kind !== "brand");
    return payers.length === 1 && payers[0] !== MEDICARE && isByState(payers[0], tables) && !isPlaced;
  }

  // Whether some plans are better told by name than by payer: one alone, or a few of one brand's licensees.
  function isToldByName(scopes, payers, tables) {
    if (!scopes.length || scopes.length > FEW) return false;
    const held = Object.values(tables.plans).filter(({ payer }) => payer === payers[0]).length;
    return scopes.length === 1 || (payers.length === 1 && isByState(payers[0], tables) && scopes.length < held);
  }

  // The lines of business asked of a payer: those named, and those of its units that are named.
  function linesOf(payer, found, tables) {
    return unique([...found.lines, ...unitsOf(payer, found, tables).flatMap((unit) => unit.lines)]);
  }

  function unitsOf(payer, { others }, tables) {
    return others.map((name) => tables.others[name]).filter((unit) => unit.payer === payer);
  }

  // The plans of a payer that has not the line or the unit asked for; none where plans are licensees.
  function besideLine(payer, found, tables) {
    const isAsked = unitsOf(payer, found, tables).length || linesOf(payer, found, tables).length;
    if (!isAsked || isByState(payer, tables)) return [];
    return Object.keys(tables.plans).filter((plan) => tables.plans[plan].payer === payer);
  }

  // The mentions by kind; Medicare beside another payer is that payer's Medicare Advantage.
  function sorted(mentions, tables) {
    const of = (...kinds) => mentions.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    const plans = of("plan", "plans").flatMap((id) => id.split("+"));
    const glued = of("glued").map((id) => id.split("@"));
    const owners = plans.map((plan) => tables.plans[plan].payer);
    const found = {
      plans, payers: unique([...of("payer"), ...owners, ...glued.map(([payer]) => payer)]),
      states: unique([...of("state"), ...glued.map(([, state]) => state)]), lines: unique(of("line")),
      others: unique(of("other")), excluded: of("left out").flatMap((id) => id.split("+")),
      without: unique(mentions.filter(({ kind }) => kind === "left out")
        .flatMap(({ id, written }) => (written === MEDICARE ? [MEDICARE] : id.split("+")))),
      alone: of("plan").flatMap((id) => id.split("+")), singly: of("plan"), isSideBySide: of("connector").length > 0, joined: joinedStates(mentions),
    };
    if (!found.payers.length && !found.others.length && !found.lines.length && of("step").length) found.payers = [MEDICARE];
    found.order = mayOrder(mentions, tables.order) ? payerOrder().read(mentions, (one) => payerOf(one, tables), tables.order) : UNORDERED;
    const isOthers = found.payers.length + found.others.length > 1 && !owners.includes(MEDICARE);
    if (found.payers.includes(MEDICARE) && isOthers && found.order.isOrdered) {
      found.excluded = unique([...found.excluded, ADVANTAGE]);
    } else if (found.payers.includes(MEDICARE) && isOthers && belongs(mentions)) {
      found.payers = found.payers.filter((payer) => payer !== MEDICARE);
      found.lines = unique([...found.lines, ADVANTAGE]);
    }
    if (unitsOf(MEDICARE, found, tables).length) found.payers = unique([...found.payers, MEDICARE]);
    return found.order.isDecided ? without(found.order.first, found, tables) : found;
  }

  // The states put beside a plan or another state: bcbs ma and tx.
  function joinedStates(mentions) {
    const isPlaced = (one) => ["plan", "plans", "glued", "state"].includes(one?.kind);
    const isJoined = ({ kind }, at) => kind === "state" && mentions[at - 1]?.kind === "connector" && isPlaced(mentions[at - 2]);
    return mentions.filter(isJoined).map(({ id }) => id);
  }

  // Whether the words stand there without which no order of payers is read.
  function mayOrder(mentions, { first, second, apart, after, decided }) {
    const has = (words) => mentions.some(({ written }) => words.includes(written));
    return has([...first, ...second, ...apart]) || (has(after) && has(decided));
  }

  // What is named without a payer that has decided already: it is asked nothing.
  function without(payer, found, { plans, others }) {
    return {
      ...found, payers: found.payers.filter((one) => one !== payer),
      plans: found.plans.filter((plan) => plans[plan].payer !== payer),
      others: found.others.filter((name) => (others[name].payer || name) !== payer),
    };
  }

  // The payer, or the name of the other plan, that a mention names; empty for none.
  function payerOf({ kind, id }, { plans, others }) {
    if (kind === "plan" || kind === "plans") return plans[id.split("+")[0]].payer;
    if (kind === "other") return others[id].payer || id;
    return WHOSE.includes(kind) ? id.split("@")[0] : "";
  }

  function belongs(mentions) {
    const others = unique(mentions.filter(({ kind }) => WHOSE.includes(kind)).map(({ id }) => id.split(/[/@]/u)[0])).filter((name) => name !== MEDICARE);
    const isApart = mentions.some(({ kind }) => kind === "connector");
    const isOnce = mentions.filter(({ id }) => id === MEDICARE).length === 1;
    if (others.length > (isApart ? SEVERAL : 1) && isOnce) return false; // one of a list
    if (!isApart) return true;
    return mentions.some(({ kind, id }, at) =>
      WHOSE.includes(kind) && id !== MEDICARE && mentions[at + 1]?.id === MEDICARE);
  }

  // The plans of one payer that are meant, and what is meant and not held.
  function ofPayer(payer, found, tables) {
    const pool = Object.keys(tables.plans).filter((plan) => tables.plans[plan].payer === payer);
    const named = found.plans.filter((plan) => tables.plans[plan].payer === payer);
    const licensed = named.filter((plan) => tables.plans[plan].kind !== "brand");
    const all = licensed.length ? licensed : named; // a shared name gives way to a licensee beside it
    // A company's plan gives way to a product of it that has a plan of its own and is named by itself.
    const isNarrower = (plan) => all.some((other) => found.singly.includes(other) && other.startsWith(`${plan}-`));
    const own = found.isSideBySide ? all : all.filter((plan) => !isNarrower(plan));
    const units = unitsOf(payer, found, tables);
    const isBrand = isByState(payer, tables);
    if (!own.length && units.some(({ lines }) => !lines.length || isBrand)) {
      if (payer === MEDICARE) return [pool.filter((plan) => tables.plans[plan].kind === "national"), [NATIONAL_RULES]];
      return [[], isBrand ? [] : [`What follows is said of other plans of ${tables.payers[payer]}.`]];
    }
    if (payer === MEDICARE && found.lines.includes(ADVANTAGE) && found.payers.length > 1 && own.length) return [[], []];
    const program = federal(own, pool, found, tables);
    if (program.length) return [program, beside().besideFederal(program, own, found.states, tables)];
    let chosen = (own.length ? own : pool).filter((plan) => isAsked(plan, found.excluded, tables));
    let missing = chosen.length || !pool.length ? [] : [NOTHING_ELSE];
    if (found.states.length && isByState(payer, tables)) {
      let there = [];
      [there, missing] = beside().inStates(payer, found, own, pool, tables);
      chosen = there.filter((plan) => isAsked(plan, found.excluded, tables));
      if (there.length && !chosen.length) missing.push(NOTHING_ELSE);
      const named = beside().namedAnyway(own, chosen, found, tables);
      chosen.push(...named);
      if (named.length) missing.push(beside().toldApart(chosen, tables));
    }
    const hasOthers = units.length || found.others.some((name) => !tables.others[name].payer);
    if (own.length && chosen.length && hasOthers && !found.isSideBySide) {
      missing.push(`What follows is said of ${chosen.map((plan) => tables.plans[plan].name).join(" and ")}.`);
    }
    if (payer === MEDICARE && found.lines.includes(ADVANTAGE) && found.payers.length === 1) {
      const serving = Object.keys(tables.plans).filter((plan) => tables.plans[plan].lines.includes(ADVANTAGE));
      return [[...chosen, ...serving], missing];
    }
    const isItself = payer === MEDICARE && (own.length || found.payers.length > 1);
    if (isItself && !own.length && found.lines.includes(ADVANTAGE)) missing.push(beside().ORIGINAL);
    const lines = isItself ? [] : linesOf(payer, found, tables);
    if (lines.length && chosen.length) {
      const [kept, told] = beside().ofLines(payer, lines, { own, chosen, pool }, tables);
      const isKept = found.isSideBySide && !isBrand;
      return [isKept ? unique([...own, ...kept]) : kept, [...missing, ...told]];
    }
    return [chosen, missing];
  }

  // The plans of the program for federal employees where it is named, unless another is put beside it.
  function federal(own, pool, found, { plans }) {
    const program = pool.filter((plan) => plans[plan].lines.includes(FEDERAL));
    const isNamed = found.lines.includes(FEDERAL) || own.some((plan) => program.includes(plan));
    const isBeside = found.isSideBySide && own.some((plan) => !program.includes(plan));
    return isNamed && !isBeside ? program : [];
  }

  // Whether a plan is left when names, states and lines of business that a query rules out are taken away.
  function isAsked(plan, excluded, { plans }) {
    const { lines, payer, states } = plans[plan];
    if (states.some((state) => excluded.includes(`@${state}`) || excluded.includes(`${payer}@${state}`))) return false;
    return !excluded.includes(plan) && (!lines.length || lines.some((line) => !excluded.includes(line)));
  }

  // Whether the plans of a payer are told apart by state.
  function isByState(payer, { plans, others }) {
    return Object.values(plans).some((plan) => plan.payer === payer && plan.states.length)
      || Object.values(others).some((other) => other.payer === payer && other.states.length);
  }

  kb.plans = { NOBODY, NATIONAL_RULES, read, together, payerOf, isAsked, isByState };
})();
