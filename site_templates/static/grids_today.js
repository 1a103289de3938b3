// The answer grids of a page without a date-of-service box, as of the day on which it is read: where an answer is another
// than on the day that the page was made for, that is said first. Needs clock.js, dated_grid.js and date_banner.js before
// it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;
  const { root } = document.body.dataset;
  const { today, isShifted } = kb.clock;

  async function redraw(table) {
    const data = await kb.datedAnswers.load(table.dataset.code, root);
    const keep = kb.datedGrid.keeper(table);
    const word = "since this copy was made";
    const others = kb.datedGrid.show(table, data, { date: today, than: data.today, root, word });
    if (others.length) table.before(make("div", "date-told", kb.dates.ownDay({ today, made: data.today, others })));
    else keep();
  }

  function failed(table, { message }) {
    table.before(make("p", "callout callout-warn", `By your computer's date rules recorded here have begun or ended since `
      + `this copy was made; these answers are those of its day, for ${message}.`));
  }

  if (isShifted) {
    document.querySelectorAll("table.grid[data-code]").forEach((table) => {
      redraw(table).catch((fault) => failed(table, fault));
    });
  }
})();
