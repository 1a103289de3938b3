// The answers on any day, as recorded here: which of them ever change, and when, comes as one script of a code for its
// grid, and as one of some plans and codes for a card, loaded when it is first asked for. Needs names.js, dom.js, clock.js
// and answer_pieces.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { dataFrom, day, named } = kb.dom;
  const received = new Map();
  const WHAT = "the answers by date";

  // The fields of a cell in a script, in the order of kb/pages/dated_scripts.py: those of a grid, and those of a card.
  const FIELDS = ["value", "tone", "by", "address", "inWords", "marks"];
  const PLAN_FIELDS = ["value", "tone", "by", "marks", "why", "address",
    "reason", "reach", "effective", "standing", "confidence", "source", "note", "warning"];

  // Called by each of the scripts in static/asof/: of a code, and, with the name of the script, of some plans.
  kb.asOf = (code, packed) => received.set(code, { ...packed, fields: FIELDS, code });
  kb.asOfPlans = (name, packed) => received.set(name, { ...packed, fields: PLAN_FIELDS });

  function load(name, root) {
    return dataFrom(`${root}static/asof/${name.toLowerCase()}.js`, WHAT, () => received.get(name));
  }

  // The number of the cell of a timeline on a day: one number is one answer.
  function numberOn(timeline, date) {
    return timeline.filter(([first]) => first <= date).at(-1)[1];
  }

  function cellOf({ cells, values, fields, code }, number) {
    const told = (value) => (typeof value === "string" ? named(value, code) : value);
    const cell = Object.fromEntries(fields.map((field, at) => [field, told(values[cells[number][at] || 0])]));
    return { ...cell, marks: cell.marks || [], inWords: Boolean(cell.inWords) };
  }

  function cellOn(data, timeline, date) {
    return cellOf(data, numberOn(timeline, date));
  }

  // Since when a timeline has had the answer that it has on a day.
  function sinceWhen(timeline, date) {
    return timeline.filter(([first]) => first <= date).at(-1)[0];
  }

  // Another explanation alone makes no other answer.
  function differs(one, other) {
    const said = ({ value, by, marks }) => [value, by, ...marks].join("\n");
    return said(one) !== said(other);
  }

  // The rows of an answer card, which are those of the day that the page was made for, as they hold on another day;
  // `isOther` tells where that is not what holds today.
  async function onDay(rows, code, date, root) {
    const scopes = [...new Set(rows.map(({ scope }) => scope))];
    const questions = [...new Set(rows.map(({ question }) => question))];
    const found = await kb.answerPieces.load("asof", { scopes, code, questions }, { root, what: WHAT, received });
    return turned(rows, date, (scope, number) => {
      const { plans, sets, ...data } = found.get(scope).find((piece) => piece.questions.includes(number));
      return { ...data, code, timeline: sets[plans[scope][code]]?.[data.questions.indexOf(number)] };
    });
  }

  // The same with values alone, of as many plans as there are: from the script of the code.
  async function valuesOn(rows, code, date, root) {
    const { scopes, ...data } = await load(code, root);
    const timelines = new Map(scopes.map(([scope, , found]) => [scope, found]));
    return turned(rows, date, (scope, number) => ({ ...data, timeline: timelines.get(scope)?.[number] }));
  }

  // Rows as of a day; `of` gives the cells of a scope, and the `timeline` of a question, which is empty if it never changes.
  function turned(rows, date, of) {
    const at = new Map(kb.names.questions.map(({ key }, number) => [key, number]));
    return rows.map((row) => {
      const { timeline, ...data } = of(row.scope, at.get(row.question));
      if (!timeline?.length) return row;
      const [then, made, now] = [date, data.today, kb.clock.today].map((when) => numberOn(timeline, when));
      const isOther = then !== now && differs(cellOf(data, then), cellOf(data, now));
      const held = then === made ? row : dated(row, cellOf(data, then), sinceWhen(timeline, date), data.today);
      return { ...held, isOther };
    });
  }

  function dated(row, cell, since, made) {
    const held = since ? `This answer holds since ${day(since)}` : "This answer is that of an earlier day";
    const warning = [cell.warning, `${held}; this copy of the library was made ${day(made)}.`].filter(Boolean).join(" ");
    const url = cell.address || `${row.scope.split("/")[0]}/payer.html#scope-${row.scope.split("/")[1]}`;
    return { ...row, ...cell, warning, url, board: "", criteria: [] };
  }

  kb.datedAnswers = { load, cellOn, differs, onDay, valuesOn };
})();
