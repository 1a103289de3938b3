// The plans of a grid that are a folded list, because they are many: when the list is opened, or holds a plan that is found
// or is mine, each becomes a row with all its answers. Needs names.js, card.js and dated_grid.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { root } = document.body.dataset;
  const LISTED = ["coverage", "prior_authorization"]; // questions that have a list of answers

  // A cell as datedAnswers has it, from an answer as a card has it.
  function cellOf(row) {
    const isKnown = row.value !== kb.names.unknown;
    return { ...row, address: row.entry || row.address ? row.url : "",
      inWords: isKnown && row.tone === "neutral" && !LISTED.includes(row.question) };
  }

  async function fill(table, fold) {
    const items = [...fold.querySelectorAll("li[data-plan]:not([data-moved])")].filter((item) => !item.hidden);
    if (!items.length) return;
    const { code, on } = table.dataset;
    const scopes = items.map((item) => item.dataset.plan);
    const rows = await kb.card.answersOf({ code, scopes }, root, on || undefined);
    for (const item of items) {
      if ("moved" in item.dataset) continue;
      kb.datedGrid.insert(table, item, rows.filter(({ scope }) => scope === item.dataset.plan).map(cellOf));
    }
    const left = [...fold.querySelectorAll("li[data-plan]")].filter((item) => !("moved" in item.dataset));
    fold.hidden = !left.length;
    kb.datedGrid.redrawn(table);
  }

  // What cannot be loaded stays in the list, which says the answers in a line.
  function open({ target }) {
    if (target.open && target.matches("[data-rows]")) fill(target.closest("table"), target).catch(() => {});
  }

  document.querySelectorAll("table.grid").forEach((table) => table.addEventListener("toggle", open, true));
})();
