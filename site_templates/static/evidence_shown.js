// Shows the evidence of the entry that the address names (evidence.html?of=payer/plan/name), from the script of data that
// holds it. The data is HTML that this library's build made and cleaned, like a page of it. Needs dom.js and clock.js
// before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, link, dataFrom } = kb.dom;
  const PARTS = 2; // as in kb/pages/evidence_parts.py
  const ENTRY = /^([0-9a-z-]+\/[0-9a-z-]+)\/([0-9a-z-]+)$/;
  const received = new Map();
  const place = document.querySelector("[data-evidence]");
  const told = place.querySelector("[data-evidence-told]");

  // Called by the scripts in static/evidence/.
  kb.evidence = (articles) => Object.entries(articles).forEach(([entry, [title, article]]) => received.set(entry, { title, article }));

  function partOf([, scope, name]) {
    const sum = [...name].reduce((found, letter) => found + letter.charCodeAt(0), 0);
    return `${document.body.dataset.root}static/evidence/${scope}.${sum % PARTS}.js`;
  }

  function fill({ title, article }) {
    const made = new DOMParser().parseFromString(article, "text/html");
    place.replaceChildren(...[...made.body.children].map((one) => document.importNode(one, true)));
    document.title = [title, ...document.title.split(" · ").slice(1)].join(" · ");
    kb.clock.show(place);
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  async function show() {
    const entry = new URLSearchParams(location.search).get("of") || "";
    const parts = ENTRY.exec(entry);
    if (!parts) {
      told.replaceChildren("No policy is named in the address. Open this page from the page of a policy.");
      return;
    }
    try {
      fill(await dataFrom(partOf(parts), "the evidence", () => received.get(entry)));
    } catch {
      told.replaceChildren(make("span", "", "The evidence could not be loaded, or there is no such policy: "),
        link("", "its page", `${document.body.dataset.root}${entry}.html`));
    }
  }

  show();
})();
