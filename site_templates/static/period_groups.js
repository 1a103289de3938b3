// Time limits that an entry states for a group that a query names: a state, a network, a line of business, a product, a
// step, as kb/search/period_groups.py tells them. Needs plans.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  const kindOf = (mark) => (mark.startsWith("@") ? "@" : mark.split(":")[0]);

  // The groups that a query names, each with how it is written or called.
  function asked({ states, lines }, dimensions, { intent, plans }) {
    return new Map([
      ...dimensions.map(([name, number, phrase]) => [`${name}:${number}`, intent.spoken[phrase]]),
      ...states.map((state) => [`@${state}`, plans.states[state]]),
      ...lines.map((line) => [`line:${line}`, plans.lines[line]]),
    ]);
  }

  // By plan and question what is to be told of its limits for the groups named; `last` is the last day of service.
  function told({ question, named, dimensions, last }, data) {
    const tables = data.reading;
    const groups = asked(named, dimensions, tables);
    const scopes = [...new Set([...named.scopes, ...named.beside])];
    return scopes.map((scope) => {
      const mine = kb.store.limits(scope, question, data);
      const { payer, lines } = tables.plans.plans[scope];
      const ordered = kb.payerOrder.groups(groups, payer, named.order, tables.plans.order);
      const own = new Map([...ordered].filter(([mark]) => !isOfAll(mark, mine, lines)));
      const [value, more] = ofPlan(mine, own, last, { isBeside: !named.scopes.includes(scope), ...tables.limitParts });
      return { scope, question, sentence: `${tables.plans.plans[scope].name}: ${value}.${more}`, value };
    }).filter(({ value }) => value);
  }

  // Whether a group is the one line of business that a plan has, of which it states no limit apart.
  function isOfAll(mark, mine, lines) {
    return lines.length === 1 && mark === `line:${lines[0]}` && !mine.some(({ marks }) => marks.includes(mark));
  }

  // What is told as a value, and what a sentence adds; `parts` are the dimensions of which every value but those `meant`
  // anyway needs a limit of its own.
  function ofPlan(mine, groups, last, { isBeside, parts, meantAnyway }) {
    const kinds = mine.flatMap(({ marks }) => marks.map(kindOf));
    const isPart = (mark) => mine.length && parts.includes(kindOf(mark)) && !meantAnyway.includes(mark);
    const meant = [...groups.keys()].filter((mark) => kinds.includes(kindOf(mark)) || isPart(mark));
    if (!meant.length) return ["", ""];
    const chosen = chosenOf(mine, meant);
    const text = chosen.filter(({ told: said }) => said).map((limit) => forGroup(limit, last)).join("; ");
    if (chosen.length) {
      const held = chosen.flatMap(({ marks }) => marks);
      const open = text ? meant.filter((mark) => !held.includes(mark)).map((mark) => groups.get(mark)) : [];
      return [text, open.length ? ` Whether that holds for ${open.join(" or ")} is not stated.` : ""];
    }
    if (isBeside) return ["", ""];
    const others = mine.filter(({ who }) => who).map((limit) => `${limit.who}: ${limit.told}`).join("; ");
    const wanted = meant.map((mark) => groups.get(mark)).join(" and ");
    return [`no time limit is stated for ${wanted}`, others ? ` What is stated: ${others}.` : ""];
  }

  // The limits that hold most of the groups meant, of those that are for no other value of one.
  function chosenOf(mine, meant) {
    const fitting = mine.filter((limit) => !isConflict(limit, meant));
    const held = fitting.map(({ marks }) => meant.filter((mark) => marks.includes(mark)).length);
    const most = Math.max(0, ...held);
    return fitting.filter((_, at) => most && held[at] === most);
  }

  function isConflict({ marks }, meant) {
    const isShared = (kind) => meant.some((mark) => kindOf(mark) === kind && marks.includes(mark));
    return meant.some((mark) => marks.map(kindOf).includes(kindOf(mark)) && !isShared(kindOf(mark)));
  }

  function forGroup({ who, told: text, since, note }, last) {
    const early = last && since > last ? `none is stated for ${last}; ` : "";
    return who ? `for ${who}: ${early}${text}${note ? ` (${note.replace(/\.+$/, "")})` : ""}` : text;
  }

  // What is told of plans without the doubt whether one serves a line of which it states a limit itself.
  function withoutStatedLines({ missing, scopes, lines }, question, data) {
    const mine = lines.length ? scopes.flatMap((scope) => kb.store.limits(scope, question, data)) : [];
    const isStated = (line) => mine.some(({ marks }) => marks.includes(`line:${line}`));
    const titles = lines.filter(isStated).map((line) => data.reading.plans.lines[line]);
    return missing.filter((told) => !titles.some((line) => told.endsWith(`not hold for ${line} plans.`)));
  }

  // That a payer has no plans by state, unless what was told of its limits names the state.
  function stateNotes(named, limits, data) {
    const { plans } = data.reading;
    const states = named.states.map((state) => plans.states[state]).join(" or ");
    const isByState = ({ marks }) => marks.some((mark) => mark.startsWith("@"));
    const of = limits.filter(({ scope, question }) => kb.store.limits(scope, question, data).some(isByState))
      .map(({ scope }) => scope.split("/")[0]);
    const open = named.payers.filter((payer) =>
      Object.hasOwn(plans.payers, payer) && !kb.plans.isByState(payer, plans) && !of.includes(payer));
    return states ? open.map((payer) =>
      `Answers of ${plans.payers[payer]} are not kept by state here: ${states} may have a rule of its own.`) : [];
  }

  kb.periodGroups = { told, stateNotes, withoutStatedLines };
})();
