// The plans of a page by their coverage, kept in step with the answer grid below: with another date of service, with the
// plans chosen, and with those that the grid's box finds. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, link } = kb.dom;
  const MOST = 6; // as parts/macros.html names them
  const titles = new Map(kb.names.scopes.map((scope) => [scope.id, kb.dom.scopeName(scope)]));

  const plural = (count) => `${count} ${count === 1 ? "plan" : "plans"}`;

  // The coverages as the page came with them, from the best to the worst.
  const inOrder = (place) => [...place.querySelectorAll("dt .answer")].map((one) => one.textContent.trim());

  // The rows shown by their coverage, in that order; what is unknown comes last.
  function grouped(rows, order) {
    const rank = (value) => {
      if (value === kb.names.unknown) return order.length + 1;
      const at = order.indexOf(kb.dom.label(value));
      return at < 0 ? order.length : at;
    };
    const found = new Map();
    for (const row of rows) {
      const value = row.dataset.coverage || kb.names.unknown;
      found.set(value, [...(found.get(value) || []), row]);
    }
    return [...found].sort(([one], [other]) => rank(one) - rank(other));
  }

  // The tone of each coverage, by the first row that shows it: one that only points to a national rule shows none.
  function tones(table) {
    const found = new Map();
    for (const row of table.querySelectorAll("[data-coverage]")) {
      const tone = row.dataset.tone || /tone-(\w+)/.exec(row.cells?.[1].className)?.[1];
      if (tone && !found.has(row.dataset.coverage)) found.set(row.dataset.coverage, tone);
    }
    return found;
  }

  function names(rows) {
    const shown = rows.slice(0, MOST).flatMap((row) => [", ", link("", titles.get(row.dataset.plan), `#${row.id}`)]).slice(1);
    return rows.length > MOST ? [...shown, ` and ${rows.length - MOST} more`] : shown;
  }

  function verdict(value, rows, tone) {
    const isKnown = value !== kb.names.unknown;
    const told = isKnown ? kb.dom.answer(value, tone)
      : make("span", "answer tone-unknown", make("span", "", "? unknown"));
    const plans = isKnown ? names(rows) : ["Unknown does not mean “not covered”."];
    return make("div", `verdict tone-${tone}`, make("dt", "", told, " ", make("span", "muted", plural(rows.length))),
      make("dd", "", ...plans));
  }

  function draw(place, table, order) {
    const toneOf = tones(table);
    const rows = [...table.querySelectorAll("[data-plan]:not([data-moved])")].filter((row) => !row.hidden);
    place.replaceChildren(...grouped(rows, order).map(([value, found]) => verdict(value, found, toneOf.get(value) || "unknown")));
  }

  for (const place of document.querySelectorAll("[data-verdicts]")) {
    const table = place.closest("section").querySelector("table.grid");
    const order = inOrder(place);
    const follow = (event) => table.addEventListener(event, () => draw(place, table, order));
    if (table) ["kb-redrawn", "kb-filtered"].forEach(follow);
  }
})();
