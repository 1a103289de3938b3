// Whose answer a query asks for, as kb/search/plans.py reads it: the plans that its mentions name together, and what is
// named and not held here.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const WHOSE = ["payer", "plan", "plans", "other", "glued"]; // kinds of mentions that name a payer
  const MEDICARE = "medicare";
  const NATIONAL = "national";
  const NOTHING_ELSE = "Of what is named, this library has nothing else.";
  const FEW = 3; // how many plans are told by name
  const ADVANTAGE = "medicare-advantage";
  const FEDERAL = "federal-employee"; // a program for the whole country: a place beside it chooses no plan of the place
  const unique = (found) => [...new Set(found)];
  const NOBODY = { scopes: [], named: false, missing: [], payers: [], label: "", stateOnly: false, states: [], lines: [],
    beside: [], brand: "", order: {} };

  // A mention has a kind (payer, plan, plans, state, line, glued, other, connector, word), an id, and how it is written.
  function read(mentions, tables) {
    const found = sorted(mentions, tables);
    const isNamed = found.payers.length || found.others.length;
    if (!isNamed && !found.lines.length && !found.states.length) return found.excluded.length ? allBut(found, tables) : NOBODY;
    if (!isNamed) return withoutPayer(found, tables);
    const each = found.payers.map((payer) => ofPayer(payer, found, tables));
    const nameOf = (payer) => tables.payers[payer] || tables.others[payer].name;
    const ordered = found.order.first ? [kb.payerOrder.told(found.order, nameOf)] : [];
    const out = found.without.length ? [toldOut(found, tables)] : [];
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
      alone: of("plan"), isSideBySide: of("connector").length > 0,
    };
    if (!found.payers.length && !found.others.length && !found.lines.length && of("step").length) found.payers = [MEDICARE];
    found.order = kb.payerOrder.read(mentions, (one) => payerOf(one, tables), tables.order);
    const isOthers = found.payers.length + found.others.length > 1 && !owners.includes(MEDICARE);
    if (found.payers.includes(MEDICARE) && isOthers && found.order.isOrdered) {
      found.excluded = unique([...found.excluded, ADVANTAGE]);
    } else if (found.payers.includes(MEDICARE) && isOthers && belongs(mentions)) {
      found.payers = found.payers.filter((payer) => payer !== MEDICARE);
      found.lines = unique([...found.lines, ADVANTAGE]);
    }
    return found.order.isDecided ? without(found.order.first, found, tables) : found;
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
    if (!mentions.some(({ kind }) => kind === "connector")) return true;
    return mentions.some(({ kind, id }, at) =>
      WHOSE.includes(kind) && id !== MEDICARE && mentions[at + 1]?.id === MEDICARE);
  }

  // The plans of one payer that are meant, and what is meant and not held.
  function ofPayer(payer, found, tables) {
    const pool = Object.keys(tables.plans).filter((plan) => tables.plans[plan].payer === payer);
    const named = found.plans.filter((plan) => tables.plans[plan].payer === payer);
    const licensed = named.filter((plan) => tables.plans[plan].kind !== "brand");
    const all = licensed.length ? licensed : named; // a shared name gives way to a licensee beside it
    // A company's plan gives way to a product of it that has a plan of its own and is named beside it.
    const own = found.isSideBySide ? all : all.filter((plan) => !all.some((other) => other.startsWith(`${plan}-`)));
    const units = unitsOf(payer, found, tables);
    const isBrand = isByState(payer, tables);
    if (!own.length && units.some(({ lines }) => !lines.length || isBrand)) {
      return [[], isBrand ? [] : [`What follows is said of other plans of ${tables.payers[payer]}.`]];
    }
    if (payer === MEDICARE && found.lines.includes(ADVANTAGE) && found.payers.length > 1 && own.length) return [[], []];
    const program = federal(own, pool, found, tables);
    if (program.length) return [program, besideFederal(program, own, found.states, tables)];
    let chosen = (own.length ? own : pool).filter((plan) => isAsked(plan, found.excluded, tables));
    let missing = chosen.length || !pool.length ? [] : [NOTHING_ELSE];
    if (found.states.length && isByState(payer, tables)) {
      let there = [];
      [there, missing] = inStates(payer, found.states, own, pool, tables);
      chosen = there.filter((plan) => isAsked(plan, found.excluded, tables));
      if (there.length && !chosen.length) missing.push(NOTHING_ELSE);
      const named = namedAnyway(own, chosen, found, tables);
      chosen.push(...named);
      if (named.length) missing.push(toldApart(chosen, tables));
    }
    if (payer === MEDICARE && found.lines.includes(ADVANTAGE) && found.payers.length === 1) {
      const serving = Object.keys(tables.plans).filter((plan) => tables.plans[plan].lines.includes(ADVANTAGE));
      return [[...chosen, ...serving], missing];
    }
    const lines = payer === MEDICARE && own.length ? [] : linesOf(payer, found, tables);
    if (lines.length && chosen.length) {
      const [kept, told] = ofLines(payer, lines, { own, chosen, pool }, tables);
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

  // That the program answers for itself where a plan of a state or a state is named beside it.
  function besideFederal(program, own, states, tables) {
    const name = program.map((plan) => tables.plans[plan].name).join(" and ");
    const others = own.filter((plan) => !program.includes(plan)).map((plan) => tables.plans[plan].name);
    const beside = others.length ? others : states.map((state) => tables.states[state]);
    return beside.length ? [`${name} answers for itself: no rule of ${beside.join(" or ")} is its own.`] : [];
  }

  // The plans named by a name of their own, beside one of a state, whose own states are not recorded.
  function namedAnyway(own, chosen, { alone }, { plans }) {
    if (!chosen.some((plan) => own.includes(plan))) return [];
    const isBeside = (plan) => alone.includes(plan) && !chosen.includes(plan) && !plans[plan].states.length;
    return own.filter((plan) => isBeside(plan) && plans[plan].kind === "licensee");
  }

  function toldApart(chosen, { plans }) {
    const names = chosen.map((plan) => plans[plan].name).join(" and ");
    return `${names} are separate plans in this library: neither answers for the other.`;
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

  function inStates(payer, states, own, pool, tables) {
    const chosen = [];
    const missing = [];
    const serves = (state) => (plan) => tables.plans[plan].states.includes(state);
    const licensed = own.filter((plan) => ![NATIONAL, "brand"].includes(tables.plans[plan].kind));
    for (const state of states) {
      const here = (licensed.length ? licensed : pool).filter(serves(state));
      if (licensed.length && !here.length) {
        const [kept, told] = besideState(state, licensed, pool.filter(serves(state)), tables);
        chosen.push(...kept);
        missing.push(told);
        continue;
      }
      chosen.push(...here);
      if (here.length && payer === MEDICARE) {
        missing.push(`The Medicare contractor (MAC) for ${tables.states[state]} is ${tables.plans[here[0]].name}.`);
      }
      if (here.length) continue;
      const other = Object.values(tables.others).find((one) => one.payer === payer && one.states.includes(state))?.name;
      if (payer === MEDICARE) {
        missing.push(`${contractor(state, other, tables)} What follows are Medicare's national rules.`);
        chosen.push(...pool.filter((plan) => tables.plans[plan].kind === NATIONAL));
      } else {
        const none = `This library has no ${tables.payers[payer]} plan for ${tables.states[state]}.`;
        missing.push(other ? `${other} is not in this library.` : none);
      }
    }
    return [chosen, missing];
  }

  // The plans named beside a state that is not recorded for them; another plan there is named, not answered.
  function besideState(state, own, there, { plans, states }) {
    const family = there.filter((plan) => own.some((mine) => areFamily(plan, mine, plans)));
    const kept = family.length ? family : own;
    const named = (found) => found.map((plan) => plans[plan].name).join(" and ");
    if (family.length) return [kept, `For ${states[state]} this library has ${named(kept)}.`];
    const served = [...new Set(own.flatMap((plan) => plans[plan].states))].map((other) => states[other]);
    const isPlaced = own.every((plan) => plans[plan].states.length);
    const told = isPlaced ? `This library has ${named(kept)} for ${served.join(" and ")}, not for ${states[state]}.`
      : `Whether ${named(kept)} serves ${states[state]} is not recorded in this library.`;
    return [isPlaced && own.length > 1 ? [] : kept, there.length ? `${told} Recorded for ${states[state]}: ${named(there)}.` : told];
  }

  function contractor(state, other, { states }) {
    if (other) return `The Medicare contractor (MAC) for ${states[state]}, ${other}, has no policy in this library.`;
    return `Which Medicare contractor (MAC) serves ${states[state]} is not recorded in this library.`;
  }

  // The plans that serve a line; a plan named without one gives way to its sibling that does.
  function ofLines(payer, lines, { own, chosen, pool }, tables) {
    const { plans } = tables;
    const kept = [];
    const missing = [];
    for (const line of lines) {
      let serving = chosen.filter((plan) => plans[plan].lines.includes(line));
      const isFamily = (other) => own.some((plan) => areFamily(plan, other, plans));
      if (!serving.length) serving = pool.filter((plan) => isFamily(plan) && plans[plan].lines.includes(line));
      if (!serving.length) serving = besideEachOther(payer, line, own, pool, tables);
      const unrecorded = chosen.filter((plan) => !plans[plan].lines.length && plans[plan].kind !== "brand");
      const rest = own.length || chosen.length === 1 ? unrecorded : [];
      kept.push(...(serving.length ? serving : rest));
      if (!serving.length) missing.push(noLine(payer, line, own.length ? own : chosen, unrecorded, tables));
    }
    return [kept, missing];
  }

  // A plan that is named with its sibling that serves a line named beside it: uhc commercial vs ma.
  function besideEachOther(payer, line, own, pool, tables) {
    const there = pool.filter((plan) => tables.plans[plan].lines.includes(line));
    return own.length && there.length && !isByState(payer, tables) ? [...own, ...there] : [];
  }

  function areFamily(plan, other, plans) {
    const [short, long] = plan.length <= other.length ? [plan, other] : [other, plan];
    return plans[plan].states.some((state) => plans[other].states.includes(state)) || long.startsWith(`${short}-`);
  }

  function noLine(payer, line, chosen, unrecorded, tables) {
    const title = chosen.length === 1 && unrecorded.length ? tables.plans[chosen[0]].name : tables.payers[payer];
    const named = tables.lines[line];
    if (unrecorded.length && chosen.length === 1) {
      return `Which lines of business ${title} applies to is not recorded; it may not hold for ${named} plans.`;
    }
    if (chosen.every((plan) => tables.plans[plan].kind === "licensee")) {
      const names = chosen.map((plan) => tables.plans[plan].name).join(" and ");
      return `Of the plan named, this library has no ${named} policy; it has ${names}.`;
    }
    const mine = Object.values(tables.plans).filter((plan) => plan.payer === payer);
    const held = Object.keys(tables.lines).filter((name) => mine.some(({ lines }) => lines.includes(name)));
    const told = `This library has no ${named} plan of ${title}.`;
    return held.length ? `${told} It has: ${held.map((name) => tables.lines[name]).join(", ")}.` : told;
  }

  // Every plan but those ruled out, where no other is named: not cigna.
  function allBut(found, tables) {
    const { excluded, without } = found;
    const every = Object.keys(tables.plans);
    const scopes = every.filter((plan) =>
      ![...excluded, ...without].includes(tables.plans[plan].payer) && isAsked(plan, excluded, tables));
    if (scopes.length === every.length) return NOBODY;
    return { ...NOBODY, scopes, named: true, label: `plans other than ${outOf(found, tables)}`, missing: [toldOut(found, tables)] };
  }

  function toldOut(found, tables) {
    return `Left out, as asked: ${outOf(found, tables)}.`;
  }

  // What a query rules out, by name; a state with the plans that are left out for it.
  function outOf({ without, payers }, { plans, payers: titles, others, lines, states }) {
    const titleOf = (name) => plans[name]?.name || lines[name] || titles[name] || others[name].name;
    return without.map((name) => {
      const [owner, state] = name.split("@");
      if (!state) return titleOf(name);
      const isOf = (plan) => plan.states.includes(state) && (owner ? plan.payer === owner : payers.includes(plan.payer));
      const gone = Object.values(plans).filter(isOf).map((plan) => plan.name).join(", ");
      return gone ? `${states[state]} (${gone})` : states[state];
    }).join(" and ");
  }

  // The plans of a state, or of a line of business, where no payer is named, without those ruled out.
  function withoutPayer(found, tables) {
    const named = ofLineOrState(found, tables);
    return found.without.length && named.named ? { ...named, missing: [toldOut(found, tables), ...named.missing] } : named;
  }

  function ofLineOrState({ states: places, lines, excluded, without }, tables) {
    const gone = excluded.filter((name) => !lines.includes(name));
    const isLeft = (plan) => isAsked(plan, gone, tables) && ![...gone, ...without].includes(tables.plans[plan].payer);
    const isFederal = lines.includes(FEDERAL);
    const states = isFederal ? [] : places;
    const serves = (wanted, held) => !wanted.length || wanted.some((one) => held.includes(one));
    const scopes = Object.keys(tables.plans).filter((plan) => isLeft(plan) &&
      serves(states, tables.plans[plan].states) && serves(lines, tables.plans[plan].lines));
    const label = [...states.map((state) => tables.states[state]), ...lines.map((line) => tables.lines[line])].join(", ");
    const names = (joiner) => scopes.map((plan) => tables.plans[plan].name).join(joiner);
    if (scopes.length && states.length) {
      const told = `No payer is named. This library has for ${label}: ${names(", ")}. Add the payer for its answer.`;
      return { ...NOBODY, scopes, named: true, missing: [told], label, stateOnly: true };
    }
    if (scopes.length && isFederal) {
      const payers = unique(scopes.map((plan) => tables.plans[plan].payer));
      return { ...NOBODY, scopes, named: true, label: names(" and "), payers, missing: besideFederal(scopes, [], places, tables) };
    }
    const noPayer = `No payer is named: each answer is of one ${label} plan alone. Add the payer for its answer.`;
    const onePlan = `No payer is named: of ${label} plans this library has ${names("")} alone. Add the payer for its answer.`;
    if (scopes.length) return { ...NOBODY, scopes, named: true, label, missing: [scopes.length > 1 ? noPayer : onePlan] };
    if (lines.length) return { ...NOBODY, named: true, missing: [`This library has no ${label} plan.`], label };
    return NOBODY;
  }

  kb.plans = { areFamily, read, isByState };
})();
