// Plans by state and by line of business, and all but those ruled out, as kb/search/plans.py reads them. Loaded where a query
// names such. Needs plans.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { NOBODY, isAsked, isByState } = kb.plans;
  const MEDICARE = "medicare";
  const NATIONAL = "national";
  const FEDERAL = "federal-employee"; // a program for the whole country: a place beside it chooses no plan of the place
  const ORIGINAL = "What is said here of Medicare is of Original Medicare: each Medicare Advantage plan answers for itself.";
  const unique = (found) => [...new Set(found)];

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

  function inStates(payer, { states, joined }, own, pool, tables) {
    const chosen = [];
    const missing = [];
    const serves = (state) => (plan) => tables.plans[plan].states.includes(state);
    const licensed = own.filter((plan) => ![NATIONAL, "brand"].includes(tables.plans[plan].kind));
    for (const state of states) {
      const there = pool.filter(serves(state));
      const here = there.filter((plan) => (licensed.length ? licensed : pool).includes(plan));
      if (licensed.length && !here.length && there.length && joined.includes(state)) {
        chosen.push(...licensed, ...there);
        continue;
      }
      if (licensed.length && !here.length) {
        const [kept, told] = besideState(state, licensed, there, tables);
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
    return [unique(chosen), missing];
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
      : `Whether a rule of ${named(kept)} holds in ${states[state]} is not recorded in this library.`;
    const isOne = own.every((plan) => areFamily(own[0], plan, plans));
    return [isOne || !isPlaced ? kept : [], there.length ? `${told} Recorded for ${states[state]}: ${named(there)}.` : told];
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

  // The rows of price files that name a payer and a line of business asked of: UHC Exchange.
  function rowsOnLine({ lines, payers }, data) {
    const { having, matches, meet } = kb.fieldSets;
    const { lineWords } = data.reading.plans;
    const words = lines.filter((line) => Object.hasOwn(lineWords, line)).map((line) => lineWords[line]);
    const naming = (kind, terms) => new Set(matches({ kind, terms }, true, data).keys());
    const rows = meet(having(data, "section=observed-amounts"), having(data, "row=yes"));
    return meet(rows, meet(naming("concept", payers.map((payer) => `~${payer}`)), naming("word", words)));
  }

  // The code pages that may be shown where a plan is named that is not held: without what they tell of payers, but for the
  // rows that name it; only those on the question where no code is named, and none beside the number of a document.
  function codePages({ beside: others, codes, question, groups, payers }, data) {
    const { having, matches, meet, join } = kb.fieldSets;
    const pages = having(data, "kind=code");
    if (!codes.length && groups.some(({ terms: [term] }) => String(term).startsWith("#"))) return new Set();
    const absent = groups.map(({ terms: [term] }) => String(term)).filter((term) => term.startsWith("~!"));
    const naming = (terms) => new Set(matches({ kind: "concept", terms }, true, data).keys());
    const kept = join(naming(absent), meet(naming(payers.map((payer) => `~${payer}`)), having(data, "row=yes")));
    const ofOthers = having(data, "section=observed-amounts", "of=medicare");
    const every = new Set([...pages].filter((number) => !ofOthers.has(number) || kept.has(number)));
    const own = codes.length ? every : onProducts(groups, every, data);
    return others.length || codes.length || !question ? own : meet(own, having(data, `topic=${question}`));
  }

  // The pages whose titles have a product that is named, else what speaks of it; all where none is named.
  function onProducts(groups, pages, data) {
    const { meet, within } = kb.fieldSets;
    const isNamed = ({ written, negative }) => !negative && kb.asks.isProduct(written, data);
    const terms = groups.filter(isNamed).flatMap(({ terms: held }) => held);
    const titled = meet(pages, within(data, "title", terms));
    if (!terms.length) return pages;
    return titled.size ? titled : meet(pages, within(data, "word", terms));
  }

  // The words of a cleaned query that are modifiers by what is beside them, and that could be jurisdictions elsewhere.
  function listedModifiers(text, { reading: { jurisdiction: [, , list, one] } }) {
    const parts = text.match(new RegExp(list, "gu")) || [];
    return parts.flatMap((part) => part.match(new RegExp(one, "gu")) || []);
  }

  // Such words read as modifiers, in their capitals.
  function asModifiers(groups, text, data) {
    const listed = listedModifiers(text, data);
    const read = ({ written, ...group }) => ({ ...group, kind: "word", terms: [written], written: written.toUpperCase() });
    return groups.map((group) => (listed.includes(group.written) ? read(group) : group));
  }

  // What is told of each jurisdiction that a cleaned query names, and that no contractor goes by.
  function jurisdictions(text, data) {
    const { analysis, reading: { jurisdiction: [pattern, told], plans } } = data;
    const named = new Set(text.match(new RegExp(pattern, "gu")) || []);
    const isPlan = (one) => plans.terms[kb.analysis.spans(one, analysis)[0].terms[0]]?.[0] === "plan";
    const listed = named.size ? listedModifiers(text, data) : [];
    return [...named].filter((one) => !listed.includes(one) && !isPlan(one)).map((one) => told.replace("{name}", one.toUpperCase()));
  }

  // Where Medicare is named with a jurisdiction that no contractor here goes by, its national rules alone.
  function withoutOtherContractors(named, text, data) {
    const { plans } = data.reading.plans;
    if (named.payers.join() !== MEDICARE || named.scopes.length === 1 || !jurisdictions(text, data).length) return named;
    const scopes = named.scopes.filter((plan) => plans[plan].kind === "national");
    if (!scopes.length) return named; // contractors are named beside it
    const label = scopes.map((plan) => plans[plan].name).join(" and ");
    return { ...named, scopes, label, missing: [...named.missing, kb.plans.NATIONAL_RULES] };
  }

  kb.plansBeside = { ORIGINAL, asModifiers, jurisdictions, withoutOtherContractors, codePages, rowsOnLine, besideFederal, namedAnyway, toldApart, inStates, ofLines, areFamily, allBut, toldOut, withoutPayer };
})();
