// Which rules have begun or ended since a page was made, where any has by the day on which it is read: loaded by clock.js,
// which it needs before it, with names.js and dom.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, day, dataFrom } = kb.dom;
  const { made, today } = kb.clock;
  const { root } = document.body.dataset;
  const MOST = 8;
  let turns;

  // Called by static/turns.js.
  kb.turns = (found) => { turns = found; };

  // What has begun or ended since the page was made, up to today: [day, what, address, title, version] each, in order.
  async function passed() {
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

  kb.turnsTold = { tellTurn, tellTurns };
})();
