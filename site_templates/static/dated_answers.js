// The answers of a code on any day, as recorded here: which of them ever change, and when, comes as one script of the
// code, loaded when it is first asked for. Needs names.js, dom.js and clock.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { dataFrom, day, named } = kb.dom;
  const received = new Map();

  // Called by each of the scripts in static/asof/.
  kb.asOf = (code, packed) => {
    const values = packed.values.map((value) => (typeof value === "string" ? named(value, code) : value));
    received.set(code, { ...packed, values });
  };

  // The fields of a cell in a script, in the order of kb/pages/answers_as_of.py: those of a grid, then a card's.
  const FIELDS = ["value", "tone", "by", "why", "address", "inWords", "marks",
    "reason", "reach", "effective", "standing", "confidence", "source", "note", "warning"];

  function load(code, root) {
    const address = `${root}static/asof/${code.toLowerCase()}.js`;
    return dataFrom(address, "the answers by date", () => received.get(code));
  }

  // The number of the cell of a timeline on a day: one number is one answer.
  function numberOn(timeline, date) {
    return timeline.filter(([first]) => first <= date).at(-1)[1];
  }

  function cellOf({ cells, values }, number) {
    const cell = Object.fromEntries(FIELDS.map((field, at) => [field, values[cells[number][at] || 0]]));
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
    const data = await load(code, root);
    const timelines = new Map(data.scopes.map(([scope, , found]) => [scope, found]));
    const at = new Map(kb.names.questions.map(({ key }, number) => [key, number]));
    return rows.map((row) => {
      const timeline = timelines.get(row.scope)?.[at.get(row.question)];
      if (!timeline) return row;
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
    return { ...row, ...cell, warning, url, board: "" };
  }

  kb.datedAnswers = { load, cellOn, differs, onDay };
})();
