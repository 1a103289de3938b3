// The day on which a page is read. A page is made for a day (data-day of its body) and read on another: this shows and
// hides what holds on some days alone (data-from, data-until), says how old the copy is, and lists on pages that count
// or draw which rules have begun or ended since. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, day, dataFrom } = kb.dom;
  const { root } = document.body.dataset;
  const STALE_AFTER = 30; // days, as in kb/domain/days.py
  const MOST = 8;
  const made = document.body.dataset.day || kb.names.asOf;
  const today = kb.dom.today();
  let turns;

  // Called by static/turns.js.
  kb.turns = (found) => { turns = found; };

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

  // What has begun or ended since the page was made, up to today: [day, what, address, title, version] each, in order.
  async function passed() {
    const isAny = kb.names.turns.some((on) => on <= today);
    if (!isAny) return [];
    const found = await dataFrom(`${root}static/turns.js`, "what has begun since", () => turns);
    return found.filter(([on]) => on <= today);
  }

  // Fills a place with what has begun or ended of the entry at an address of this site, if anything has: then the text
  // beside it is that of the day of the copy.
  async function tellTurn(place, address) {
    const own = address.split("#")[0];
    const found = (await passed()).filter((turn) => turn[2] === own);
    if (!found.length) return;
    const [on, what, , , version] = found.at(-1);
    const told = { ends: "no longer in force since", withdrawn: "withdrawn on" }[what] || "another version is in force since";
    place.replaceChildren(make("strong", "", `By your computer's date ${told} ${day(on)}. `),
      `This is the text of ${day(made)}, when this copy was made. `,
      version ? link("", "Read the version in force", root + version) : "");
    place.hidden = false;
  }

  // Whether what is in force today may differ from what was on the day that the page was made for.
  const isShifted = today < made || kb.names.turns.some((on) => on <= today);

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

  const WORDS = { begins: "begins", changes: "changes", ends: "ended the day before", withdrawn: "is withdrawn" };

  function item([on, what, address, title, version]) {
    return make("li", "", `${day(on)}: `, link("", title, root + (version || address)), ` ${WORDS[what]}`);
  }

  // Above what is counted or drawn for the day of the copy: which rules have begun or ended since.
  async function tellTurns(place) {
    const found = await passed();
    if (!found.length) return;
    const more = found.length - MOST;
    const items = found.slice(-MOST).reverse().map(item);
    place.append(make("div", "callout callout-warn callout-clock",
      make("p", "", make("strong", "", `As of ${day(made)}, when this copy was made. `),
        `By your computer's date, ${day(today)}, these rules have begun or ended since:`),
      make("ul", "", ...items, more > 0 ? make("li", "", `and ${more} more before`) : "")));
  }

  show(document);
  document.querySelector("[data-clock-notes]")?.append(age());
  document.querySelectorAll("[data-turns]").forEach((place) => tellTurns(place).catch(({ message }) => {
    place.append(make("p", "callout callout-warn", `As of ${day(made)}, when this copy was made: ${message}.`));
  }));
  // A page left open overnight is of the day before.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && kb.dom.today() !== today) location.reload();
  });
  kb.clock = { made, today, isShifted, show, tellTurn };
})();
