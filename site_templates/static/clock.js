// The day on which a page is read. A page is made for a day (data-day of its body) and read on another: this shows and
// hides what holds on some days alone (data-from, data-until), says how old the copy is, and lists on pages that count
// or draw which rules have begun or ended since, as turns_told.js tells it. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, day, dataFrom } = kb.dom;
  const { root } = document.body.dataset;
  const STALE_AFTER = 30; // days, as in kb/domain/days.py
  const made = document.body.dataset.day || kb.names.asOf;
  const today = kb.dom.today();

  // Days from one day to another, both as "2026-11-22".
  function between(first, last) {
    return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86400000);
  }

  // Shows what holds today and hides the rest; dates as texts compare as days do.
  function show(from) {
    for (const element of from.querySelectorAll("[data-from], [data-until]")) {
      const { from: first, until: last } = element.dataset;
      element.hidden = Boolean((first && today < first) || (last && last < today));
    }
  }

  // Whether what is in force today may differ from what was on the day that the page was made for.
  const isTurned = kb.names.turns.some((on) => on <= today);
  const isShifted = today < made || isTurned;

  function age() {
    const days = between(made, today);
    if (days < -1) {
      return make("p", "callout callout-warn", make("strong", "", `Your computer's date is ${day(today)}`),
        `, before this copy of the library was made (${day(made)}). Where versions differ, pages show what held on your `
        + "computer's date. If that date is wrong, set your computer's clock and load this page again.");
    }
    return days <= STALE_AFTER ? "" : make("p", "callout callout-warn",
      make("strong", "", `This copy of the library is ${days} days old. `),
      `It was made ${day(made)} and knows nothing that payers or this library changed since. Ask the library owner `
      + "for a newer copy, or make one: get the newest files, then run python3 build.py.");
  }

  // What tells which rules have begun or ended since; it is there for pages that are read on such a day.
  function told() {
    return dataFrom(`${root}static/turns_told.js`, "what has begun since", () => kb.turnsTold);
  }

  // Fills a place with what has begun or ended of the entry at an address of this site, if anything has.
  async function tellTurn(place, address) {
    if (isTurned) await (await told()).tellTurn(place, address);
  }

  show(document);
  document.querySelector("[data-clock-notes]")?.append(age());
  if (isTurned) document.querySelectorAll("[data-turns]").forEach((place) => told().then(({ tellTurns }) => tellTurns(place)).catch(({ message }) => {
    place.append(make("p", "callout callout-warn", `As of ${day(made)}, when this copy was made: ${message}.`));
  }));
  // A page left open overnight is of the day before.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && kb.dom.today() !== today) location.reload();
  });
  kb.clock = { made, today, isShifted, show, tellTurn };
})();
