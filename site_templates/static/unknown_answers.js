// What the answer card says of answers that are not known: the reason, once for plans alike, and what to do now. Needs
// names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, answer, label, chip, scopeName } = kb.dom;
  const MOST = 4;
  const COVERAGE = "coverage";
  const UNSEARCHED = "not looked up";

  // The unknown answers of a payer, those together that say the same.
  function alike(rows) {
    const groups = new Map();
    for (const row of rows) {
      const said = [row.reason, informing(row), row.note].join("|");
      groups.set(said, [...(groups.get(said) || []), row]);
    }
    return [...groups.values()];
  }

  // What the explanation tells beyond that nothing is known.
  function informing({ why }) {
    return (why.split(kb.names.undecided)[1] || "").trim();
  }

  // An answer's value with what makes it less sure, and whether it is another than today's.
  function value(row) {
    const chips = row.marks.flatMap((mark) => [chip(mark), " "]);
    return [answer(row.value, row.tone), chips.length ? make("span", "card-chips", ...chips) : "",
      row.isOther ? make("span", "muted", "differs from today") : ""];
  }

  // What is not known says so, with its reason: it is never a no. `rows` are all answers to the code by these payers.
  function row(group, { code, rows, root }) {
    const [first] = group;
    const why = make("p", "card-why", make("strong", "", `Unknown (does not mean “no”): ${label(first.reason)}. `),
      informing(first));
    const next = make("ul", "", ...steps(group, { code, rows, root }).map((parts) => make("li", "", ...parts)));
    return make("li", "card-row", make("p", "card-scope", namesOf(group)), make("p", "card-answer", ...value(first)), why,
      first.note ? make("p", "card-note", first.note) : "", make("p", "card-next", "What to do now"), next);
  }

  function namesOf(group) {
    const [first] = group;
    if (group.length === 1) return scopeName(first);
    const more = group.length > MOST ? ` and ${group.length - MOST} more` : "";
    return `${first.payer}: ${group.slice(0, MOST).map(({ name }) => name).join(", ")}${more}`;
  }

  function steps(group, { code, rows, root }) {
    const shown = group.slice(0, MOST);
    const of = (row) => (group.length > 1 ? ` (${row.name})` : "");
    return [
      ...shown.flatMap((row) => covered(row, rows, code, of(row), root)),
      ...shown.filter(({ board }) => board).map((row) => [link("", `${asking(row)}${of(row)}`, root + row.board)]),
      ...portals(group[0], root),
      ...shown.map((row) => [link("", `${searched(row)}${of(row)}`, root + row.url)]),
    ];
  }

  // What a wider rule says on coverage, where another question was asked.
  function covered({ scope, question }, rows, code, of, root) {
    const found = rows.find((row) => row.scope === scope && row.question === COVERAGE);
    if (question === COVERAGE || !found || found.value === kb.names.unknown) return [];
    return [[`Coverage of ${code}${of}: `, ...value(found), " ", link("", "its section", root + found.url)]];
  }

  function asking({ reason }) {
    return kb.names.calledFor.includes(reason) ? "What to ask the payer" : "Next step, in the review worklist";
  }

  function portals({ scope, payer }, root) {
    const id = scope.split("/")[0];
    const has = kb.names.payers.some((known) => known.id === id && known.portals);
    return has ? [[link("", `Payer website: ${payer}`, `${root}${id}/payer.html#portals`)]] : [];
  }

  function searched({ reason }) {
    return reason === UNSEARCHED ? "What there is" : "Search log";
  }

  kb.unknown = { alike, value, row };
})();
