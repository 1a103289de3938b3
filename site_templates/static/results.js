// What stands below the search box: how many hits there are, the answer card, filters, the order, the hits, or what
// helps where there are none. Needs the engine and dom, asked, card, facets, hits and nothing before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link } = kb.dom;

  // Fills a container; `change` asks the box for another query or order: {typed} or {sort}.
  function start(container, { root, change }) {
    const full = "state" in container.dataset;
    const first = Number(container.dataset.limit);
    const part = (tag, name) => make(tag, name);
    const parts = {
      status: part("p", "results-status"), notes: part("div", "results-notes"), card: part("div", "results-card"),
      bar: part("div", "results-bar"), side: part("details", "results-side"), main: part("div", "results-main"),
    };
    const toast = part("p", "toast");
    const sets = part("div", "facets");
    let latest = 0;
    let limit = first;
    parts.status.setAttribute("role", "status");
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
      for (const one of [parts.status, parts.notes, parts.card, parts.bar, parts.main, sets]) one.replaceChildren();
    }

    async function show(state, shown = first) {
      if (!state.typed.trim()) {
        clear();
        return;
      }
      latest += 1;
      limit = shown;
      const mine = latest;
      container.classList.remove("is-idle");
      let data;
      try {
        data = await kb.ready();
      } catch {
        parts.status.textContent = "The search index could not be loaded; the list of all pages still works.";
        return;
      }
      if (mine === latest) fill(state, data, () => mine === latest); // else a later key has been pressed meanwhile
    }

    function fill(state, data, isLatest) {
      const { ranked } = kb.rank(data, state.typed);
      const byBest = !full || state.sort === "best" || !kb.hits.SORTS[state.sort];
      const found = kb.search(data, state.typed, byBest ? limit : ranked.length);
      const numbers = ranked.map(({ number }) => number);
      parts.status.textContent = statusOf(found, Math.min(limit, numbers.length));
      parts.notes.replaceChildren(...notes(found, state.typed, change));
      fillCard(found.groups, data, isLatest);
      if (full) fillFilters(state, numbers, found.groups, data);
      const isNothing = !found.total && full;
      parts.side.hidden = !full || isNothing;
      parts.main.replaceChildren(isNothing
        ? kb.nothing.panel({ typed: state.typed, found, data, announce, change: (typed) => change({ typed }) })
        : hitList(state, found, numbers, data));
    }

    function hitList(state, found, numbers, data) {
      const told = { data, root, announce, isWanted: kb.hits.wantedBy(found.groups, data) };
      const places = new Map(numbers.map((number, place) => [number, place]));
      const wanted = full ? kb.hits.sorted(numbers, state.sort, data) : numbers;
      const item = (number) => kb.hits.item(found.hits[places.get(number)], number, told);
      const items = wanted.slice(0, limit).map(item);
      const rest = numbers.length - items.length;
      const more = button("choice", `Show ${Math.min(first, rest)} more of ${rest}`, () => showMore(state));
      return make("div", "results-hits", make("ol", "", ...items), full && rest ? more : "");
    }

    async function showMore(state) {
      const before = limit;
      await show(state, before + first);
      parts.main.querySelectorAll(".hit > a")[before]?.focus();
    }

    function fillFilters(state, numbers, groups, data) {
      const held = document.activeElement?.dataset?.facet;
      const inBar = parts.bar.contains(document.activeElement);
      const ask = (typed) => change({ typed });
      sets.replaceChildren(...kb.facets.panel(numbers, data, state.typed, groups, ask));
      parts.bar.replaceChildren(...kb.facets.chips(state.typed, groups, ask), numbers.length > 1 ? order(state) : "");
      if (held) [...sets.querySelectorAll("button")].find(({ dataset }) => dataset.facet === held)?.focus();
      if (inBar) parts.bar.querySelector("select, button")?.focus();
    }

    function order({ sort }) {
      const choice = make("select", "");
      const option = ([name, { title }]) => new Option(title, name, false, name === sort);
      choice.append(...Object.entries(kb.hits.SORTS).map(option));
      choice.addEventListener("change", () => change({ sort: choice.value }));
      return make("label", "results-sort", "Sort ", choice);
    }

    async function fillCard(groups, data, isLatest) {
      const asked = kb.asked.read(groups, kb.names.asked, data.analysis);
      if (!asked) return parts.card.replaceChildren();
      try {
        const rows = await kb.card.answersOf(asked.code, root);
        if (isLatest()) parts.card.replaceChildren(kb.card.card(asked, rows, root));
      } catch {
        const page = link("", `the page of ${asked.code}`, `${root}codes/${asked.code.toLowerCase()}.html`);
        const told = make("p", "callout", "The answer could not be loaded; it stands on ", page, ".");
        if (isLatest()) parts.card.replaceChildren(told);
      }
      return undefined;
    }

    return { show, clear, announce };
  }

  function statusOf(found, shown) {
    const dropped = found.dropped.length ? ` Nothing holds: ${found.dropped.join(", ")}.` : "";
    const unknown = "Unknown is not “no”: the payer may still have a rule.";
    if (!found.total) return `No section holds these words.${dropped} ${unknown}`;
    const part = shown < found.total ? `, the first ${shown} shown` : "";
    return `${found.total} ${found.total === 1 ? "section" : "sections"}${part}.${dropped}`;
  }

  // What was mended, with a way back, and what else there is to say about the query.
  function notes(found, typed, change) {
    const mended = (found.mended || []).map((one) => {
      const only = () => change({ typed: quoted(typed, one.typed) });
      return make("p", "", `Searched for “${one.used}” instead of “${one.typed}”. `,
        button("as-link", `Search for ${one.typed} only`, only));
    });
    return [...mended, ...(found.notes || []).map((note) => make("p", "", note))];
  }

  function quoted(typed, word) {
    const at = typed.toLowerCase().indexOf(word.toLowerCase());
    const end = at + word.length;
    return at < 0 ? `"${word}"` : `${typed.slice(0, at)}"${typed.slice(at, end)}"${typed.slice(end)}`;
  }

  kb.results = { start };
})();
