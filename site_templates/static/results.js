// What is below the search box: how many hits there are, the answer card, filters, the order, the hits, or help if
// there are none. Needs engine, dom, cards, facets, hits, read_as and notes before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link } = kb.dom;
  const PAUSE = 120; // milliseconds between keys in which nothing is loaded for half a word
  const FEW = 3; // hits of a large library that are loaded at a time; more of the first page come when the reader comes near
  const BELOW_CARD = 1; // those that are loaded first where an answer card, which fills the screen, comes before them
  const LOST = "Results didn't load, or the library was rebuilt meanwhile. Reload the page. "
    + "The list of all pages still works.";

  // Fills a container; `change` asks the box for another query or order: {typed} or {sort}.
  function start(container, { root, change }) {
    const full = "state" in container.dataset;
    const first = Number(container.dataset.limit);
    const part = (tag, name) => make(tag, name);
    const parts = {
      read: part("div", "results-read"), notes: part("div", "results-notes"), status: part("p", "results-status"), card: part("div", "results-card"),
      bar: part("div", "results-bar"), side: part("details", "results-side"), main: part("div", "results-main"),
    };
    const toast = part("p", "toast");
    const sets = part("div", "facets");
    let latest = 0;
    let limit = first;
    parts.status.setAttribute("role", "status");
    parts.notes.setAttribute("aria-live", "polite");
    toast.setAttribute("role", "status");
    parts.side.append(make("summary", "", "Filters"), sets);
    parts.side.open = matchMedia("(min-width: 68rem)").matches;
    container.classList.toggle("results-full", full);
    container.replaceChildren(...Object.values(parts), toast);
    clear();

    function announce(text) {
      toast.textContent = text;
      setTimeout(() => toast.textContent === text && toast.replaceChildren(), 4000);
    }

    function clear() {
      latest += 1;
      container.classList.add("is-idle");
      parts.side.hidden = true;
      for (const one of [parts.read, parts.status, parts.notes, parts.card, parts.bar, parts.main, sets]) one.replaceChildren();
    }

    async function show(state, shown = 0) {
      if (!state.typed.trim()) {
        clear();
        return;
      }
      latest += 1;
      const mine = latest;
      const isLatest = () => mine === latest; // else a later key has been pressed meanwhile
      container.classList.remove("is-idle");
      try {
        const data = await kb.ready();
        if (!data.whole) await pause(PAUSE);
        if (!isLatest()) return;
        const found = await searched(state, data, (read) => {
          limit = shown || (full && !data.whole ? Math.min(kb.cards.areAsked(read, data) ? BELOW_CARD : FEW, first) : first);
          return limit;
        });
        const card = await cardsOf(state, found, data); // with the hits, so that it does not push them down
        if (kb.notes.isHelpless(found)) await help();
        if (!isLatest()) return;
        fill(state, found, data, card);
        fillUpWhenNear(state, found, data, isLatest);
        if (full) await fillFilters(state, found, data, isLatest);
      } catch (fault) {
        if (!(fault instanceof kb.NotLoaded)) throw fault;
        if (!isLatest()) return;
        clear(); // the list of all pages is back
        parts.status.textContent = LOST;
      }
    }

    // What helps on where something was not found is loaded then.
    async function help() {
      try {
        if (!kb.called) await kb.dom.dataFrom(`${root}static/called.js`, "what helps on", () => kb.called);
        if (!kb.noResults) await kb.dom.dataFrom(`${root}static/no_results.js`, "what helps on", () => kb.noResults);
      } catch ({ message }) {
        throw new kb.NotLoaded(message);
      }
    }

    // `most` gives how many hits are wanted, by how the query was read.
    function searched(state, data, most = () => limit) {
      const arrange = (ranked, _, found) => {
        const led = kb.hits.mineFirst(ranked, found, data);
        return full ? kb.hits.arranged(led, state.sort, data) : led;
      };
      return kb.settle(data, () => kb.search(data, state.typed, most, arrange));
    }

    function fill(state, found, data, card) {
      parts.status.textContent = statusOf(found);
      const told = { typed: state.typed, data, root, announce, change: (typed) => change({ typed }) };
      const isOfDay = card.length > 0;
      parts.read.replaceChildren(...kb.readAs.line(found, told), ...(kb.myPlans.list().length && !found.named ? [turn(state)] : []));
      parts.notes.replaceChildren(...kb.notes.notes(found, { ...told, isOfDay }));
      if (kb.names.facts) fillOfficial(state, found);
      parts.card.replaceChildren(...card, card.length && found.named ? noteButton(state, data) : "");
      if (full) fillBar(state, found, data);
      const isNothing = !found.total && full;
      parts.side.hidden = !full || isNothing;
      parts.main.replaceChildren(isNothing
        ? kb.noResults.panel({ ...told, found })
        : hitList(state, found, data));
    }

    // Whether my plans lead, and the button that turns it round.
    function turn(state) {
      const isAll = kb.myPlans.isAll();
      return button("as-link", isAll ? "Show my plans first" : "My plans first: show all alike", () => {
        kb.myPlans.showAll(!isAll);
        show(state, limit);
      });
    }

    // The reply to the same words as a note for an account; what composes it is loaded when it is asked for.
    function noteButton({ typed }, data) {
      const note = async () => {
        if (!kb.called) await kb.dom.dataFrom(`${root}static/called.js`, "what makes a note", () => kb.called);
        await kb.dom.dataFrom(`${root}static/joined/ask.js`, "what makes a note", () => kb.askNote);
        const { reply } = await kb.askCompose.replyTo(typed, { data, root, today: kb.clock.today, isShifted: kb.clock.isShifted });
        return kb.askNote.noteOf(reply, typed, kb.names);
      };
      return make("p", "card-tools no-print", kb.cite.noteButton(note, announce));
    }

    // What official files add: read only where some are imported, and only for the codes of the query.
    async function fillOfficial({ typed }, found) {
      const notes = parts.notes.lastChild;
      await kb.dom.dataFrom(`${root}static/facts.js`, "official files", () => kb.facts);
      await kb.dom.dataFrom(`${root}static/facts_notes.js`, "official files", () => kb.factsNotes);
      const told = await kb.factsNotes.notes(found, typed, root);
      if (told.length && parts.notes.lastChild === notes) parts.notes.append(make("div", "callout", ...told));
    }

    function hitList(state, found, data) {
      const [code] = kb.cards.codesHeld(found.codes);
      const told = { root, code, announce, data, isWanted: kb.hits.wantedBy(found.groups, data) };
      const items = found.hits.map((hit) => kb.hits.item(hit, told));
      const rest = found.total - items.length;
      const more = button("choice", `Show ${Math.min(first, rest)} more of ${rest}`, () => showMore(state));
      return make("div", "results-hits", make("ol", "", ...items), full && rest ? more : "");
    }

    function fillUpWhenNear(state, found, data, isLatest) {
      if (limit < first && limit < found.total) whenNear(parts.main.querySelector(".hit:last-child"), () => fillUp(state, data, isLatest));
    }

    // More of the hits that the first page still has room for, behind those that are there.
    async function fillUp(state, data, isLatest) {
      const before = limit;
      limit = Math.min(first, before - before % FEW + FEW);
      try {
        const found = await searched(state, data);
        if (!isLatest()) return;
        const hits = hitList(state, found, data);
        parts.main.querySelector("ol").append(...[...hits.querySelectorAll(".hit")].slice(before));
        parts.main.querySelector(".results-hits > button")?.replaceWith(...[...hits.children].filter((one) => one.matches("button")));
        parts.status.textContent = statusOf(found);
        fillUpWhenNear(state, found, data, isLatest);
      } catch (fault) {
        if (isLatest()) limit = before;
        if (!(fault instanceof kb.NotLoaded)) throw fault; // the button asks for them again
      }
    }

    async function showMore(state) {
      const before = limit;
      await show(state, before + first);
      parts.main.querySelectorAll(".hit > a")[before]?.focus();
    }

    async function fillFilters(state, found, data, isLatest, every = false) {
      const counts = await kb.settle(data, () => kb.facets.count(found.ranked, data, every));
      if (!isLatest()) return;
      const held = document.activeElement?.dataset?.facet;
      const more = kb.facets.further(counts, data, () => fillFurther(state, found, data, isLatest));
      sets.replaceChildren(...kb.facets.panel(counts, state.typed, found.groups, (typed) => change({ typed })), ...more);
      parts.side.hidden = !sets.children.length;
      if (held) [...sets.querySelectorAll("button")].find(({ dataset }) => dataset.facet === held)?.focus();
    }

    // The filters that were left out, and the focus on the first of them.
    async function fillFurther(state, found, data, isLatest) {
      const before = new Set([...sets.querySelectorAll("button")].map(({ dataset }) => dataset.facet));
      try {
        await fillFilters(state, found, data, isLatest, true);
        [...sets.querySelectorAll("button")].find(({ dataset }) => !before.has(dataset.facet))?.focus();
      } catch (fault) {
        if (!(fault instanceof kb.NotLoaded)) throw fault;
        announce("The filters could not be loaded: load this page again.");
      }
    }

    function fillBar(state, found, data) {
      const inBar = parts.bar.contains(document.activeElement);
      const chips = kb.facets.chips(state.typed, found.groups, (typed) => change({ typed }));
      const toKeep = found.total ? download(found, data) : "";
      parts.bar.replaceChildren(...chips, found.total > 1 ? order(state) : "", toKeep);
      if (inBar) parts.bar.querySelector("select, button")?.focus();
    }

    // Every hit as a sheet, also those not shown yet.
    function download({ ranked, total }, data) {
      const sections = () => kb.settle(data, () => ranked.map(({ number }) => kb.store.section(number, data)));
      const sheet = (name, read) => kb.dom.dataFrom(`${root}static/${name}.js`, "what makes a sheet", read);
      const save = () => Promise.all([sections(), sheet("sheet", () => kb.sheet), sheet("hits_sheet", () => kb.hitsSheet)])
        .then(([all]) => kb.hitsSheet.save(all, root), () => announce("The hits could not be loaded: load this page again."));
      return button("quiet", total === 1 ? "Download it (CSV)" : `Download all ${total} (CSV)`, save);
    }

    function order({ sort }) {
      const choice = make("select", "");
      const option = ([name, { title }]) => new Option(title, name, false, name === sort);
      choice.append(...Object.entries(kb.hits.SORTS).map(option));
      choice.addEventListener("change", () => change({ sort: choice.value }));
      return make("label", "results-sort", "Sort ", choice);
    }

    // The answer cards; what says where the answer is, if it could not be loaded.
    async function cardsOf({ typed }, found, data) {
      try {
        return await kb.cards.cardsOf(found, { data, root, typed, change: (next) => change({ typed: next }) });
      } catch {
        const [code] = kb.cards.codesHeld(found.codes);
        if (!code) return [];
        const page = link("", `the page of ${code}`, `${root}codes/${code.toLowerCase()}.html`);
        return [make("p", "callout", "The answer could not be loaded; it stands on ", page, ".")];
      }
    }

    // Takes the reader to the first thing that was found or must be known, from where Tab leads on.
    function enter() {
      const first = container.querySelector(".results-notes .callout, .answer-card, .nothing, .hit > a");
      if (first && first.tagName !== "A") first.tabIndex = -1;
      first?.focus({ preventScroll: true });
    }

    return { show, clear, announce, enter };
  }

  function pause(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  function whenNear(place, act) {
    const watch = new IntersectionObserver(([seen]) => {
      if (!seen.isIntersecting) return;
      watch.disconnect();
      act();
    });
    watch.observe(place);
  }

  function statusOf(found) {
    if (!found.total) return "No results for these words. Unknown does not mean “no”: the payer may still have a rule.";
    const shown = found.hits.length;
    const part = shown < found.total ? `, the first ${shown} shown` : "";
    return `${found.total} ${found.total === 1 ? "result" : "results"}${part}.`;
  }

  kb.results = { start };
})();
