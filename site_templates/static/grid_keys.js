// The keyboard in an answer grid, by the WAI-ARIA grid pattern: one stop of Tab, arrows from answer to answer, Home and End
// in a row, with Ctrl to the first and the last row. Needs nothing before it.
(function () {
  "use strict";

  const ITEMS = ".cell-link, .grid-scope a, .grid-payer a, .silent > summary";

  const isSeen = (element) => element.getClientRects().length > 0;

  // What can be reached, row by row, as it is seen now.
  function rowsOf(table) {
    return [...table.rows].map((row) => [...row.querySelectorAll(ITEMS)].filter(isSeen)).filter((row) => row.length);
  }

  function focus(table, item) {
    table.querySelectorAll(ITEMS).forEach((other) => { other.tabIndex = -1; });
    item.tabIndex = 0;
    item.focus();
  }

  function next(rows, at, column, { key, ctrlKey }) {
    const row = rows[at];
    const inColumn = (found) => found && found[Math.min(column, found.length - 1)];
    const moves = {
      ArrowRight: () => row[column + 1], ArrowLeft: () => row[column - 1],
      ArrowDown: () => inColumn(rows[at + 1]), ArrowUp: () => inColumn(rows[at - 1]),
      Home: () => (ctrlKey ? rows[0][0] : row[0]), End: () => (ctrlKey ? rows.at(-1).at(-1) : row.at(-1)),
    };
    return moves[key]?.();
  }

  function press(event) {
    const table = event.currentTarget;
    const item = event.target.closest(ITEMS);
    if (!item || event.altKey || event.metaKey) return;
    const rows = rowsOf(table);
    const at = rows.findIndex((row) => row.includes(item));
    const target = at >= 0 && next(rows, at, rows[at].indexOf(item), event);
    if (!target) return;
    event.preventDefault();
    focus(table, target);
  }

  function reset(table) {
    const items = [...table.querySelectorAll(ITEMS)];
    items.forEach((item) => { item.tabIndex = -1; });
    if (items.length) items[0].tabIndex = 0;
  }

  for (const table of document.querySelectorAll("table.grid")) {
    reset(table);
    table.addEventListener("keydown", press);
    table.addEventListener("focusin", ({ target }) => target.matches(ITEMS) && target.tabIndex !== 0 && focus(table, target));
    table.addEventListener("kb-redrawn", () => reset(table));
  }
})();
