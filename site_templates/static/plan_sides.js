// The two sides of a comparison within one payer, as kb/search/plan_sides.py reads them: uhc vs uhc ma. Loaded where a
// query may hold one. Needs plans.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { payerOf, together } = kb.plans;
  const COMPARES = ["vs", "versus", "compare", "compared", "than", "between"];
  const SECOND = ["with", "to", "against"];
  const PLACED = ["state", "line"];
  const unique = (found) => [...new Set(found)];

  function isCut(mentions, at, tables) {
    const { kind, written } = mentions[at];
    const [before, after] = [mentions.slice(0, at), mentions.slice(at + 1)];
    const names = (one) => Boolean(payerOf(one, tables));
    if (!before.some(names) || !after.some(names)) return false;
    const isNext = names(after[0]) && (PLACED.includes(before.at(-1).kind) || names(before.at(-1)));
    if (kind === "connector") return COMPARES.includes(written) || isNext;
    return SECOND.includes(written) && before.some((each) => each.kind === "connector" && COMPARES.includes(each.written));
  }

  // The mentions cut at the connectors between two names of one payer; the whole as one where there are none.
  function sidesOf(mentions, tables) {
    if (mentions.some(({ kind }) => kind === "left out")) return [mentions];
    const sides = [[]];
    mentions.forEach((one, at) => {
      if (isCut(mentions, at, tables)) sides.push([]);
      sides.at(-1).push(one);
    });
    const named = sides.map((side) => unique(side.map((one) => payerOf(one, tables)).filter(Boolean)));
    const isTwice = named.some((payers, at) => named[at + 1]?.some((payer) => payers.includes(payer)));
    return named.every((payers) => payers.length) && isTwice ? sides : [mentions];
  }

  // What is read of each side, in order, each plan and each note once; the whole where there is one side.
  function read(mentions, whole, tables) {
    const cut = sidesOf(mentions, tables);
    if (cut.length === 1 || whole.order.isOrdered) return whole;
    const sides = cut.map((side) => together(side, tables));
    const all = (key) => unique(sides.flatMap((side) => side[key]));
    const scopes = all("scopes");
    return {
      ...sides[0], scopes, missing: all("missing"), payers: all("payers"), states: all("states"), lines: all("lines"),
      beside: all("beside").filter((plan) => !scopes.includes(plan)),
      label: scopes.length <= sides.length ? scopes.map((scope) => tables.plans[scope].name).join(" and ")
        : unique(sides.map(({ label }) => label)).join(", "),
    };
  }

  kb.planSides = { read };
})();
