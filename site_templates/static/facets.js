// What all hits have in common, with counts: a click puts `payer:uhc` into the query or takes it out again. What is
// not known is a value like any other. Needs dom.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, scopeName } = kb.dom;
  const MOST = 8;
  const TITLES = {
    payer: "Payer", scope: "Plan", question: "Question", coverage: "Coverage", pa: "Prior authorization",
    standing: "Source type", kind: "Kind of page",
  };
  const WORDS = { none: "unknown", code: "code page", payer: "payer page", entry: "policy" };

  // By facet: pairs of value and number of hits, the most frequent first; as far as the index is here. What no ranking
  // asked for is counted where it is here, or where `every` facet is asked for: of a large library it is a large file.
  function count(found, data, every) {
    const names = data.filters.filter((name) => every || kb.store.isAtHand(name, data));
    return names.map((name) => [name, counted(found, kb.store.column(name, data))]);
  }

  // The button for the facets that were not counted, if any.
  function further(counts, data, show) {
    const left = data.filters.filter((name) => !counts.some(([counted]) => counted === name));
    const titles = left.map((name) => TITLES[name].toLowerCase());
    return left.length ? [button("choice", `More filters: ${titles.join(", ")}`, show)] : [];
  }

  function counted(found, { values, of }) {
    const counts = new Map();
    for (const { number } of found) counts.set(values[of[number]], (counts.get(values[of[number]]) || 0) + 1);
    return [...counts].filter(([value]) => value).sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  }

  function split(facet) {
    const at = facet.indexOf("=");
    return [facet.slice(0, at), facet.slice(at + 1)];
  }

  function label(name, value) {
    const { payers, scopes, questions } = kb.names;
    if (name === "payer") return payers.find(({ id }) => id === value)?.title || value;
    if (name === "scope") return scopes.filter(({ id }) => id === value).map(scopeName)[0] || value;
    if (name === "question") return questions.find(({ slug }) => slug === value)?.label || value;
    if (name === "kind" || name === "standing") return WORDS[value] || kb.dom.label(value.replaceAll("-", " "));
    const plain = value.replaceAll("-", " ");
    return plain === kb.names.unknown ? "unknown" : plain;
  }

  // The filters beside the hits, from their counts; `change` is called with the query as it is to be.
  function panel(counts, typed, groups, change) {
    const chosen = new Map(groups.filter(isFilter).map((group) => [group.terms[0], group.written]));
    const sets = counts.filter(([name, values]) =>
      values.length > 1 || values.some(([value]) => chosen.has(`${name}=${value}`)));
    return sets.map(([name, values]) => set(name, values, typed, chosen, change));
  }

  function isFilter({ kind, negative }) {
    return kind === "facet" && !negative;
  }

  function set(name, values, typed, chosen, change) {
    const items = values.map(([value, number]) => make("li", "", choice(name, value, number, typed, chosen, change)));
    const legend = make("h2", "facet-title", TITLES[name]);
    const made = make("div", "facet", legend, make("ul", "", ...items.slice(0, MOST)));
    if (items.length > MOST) {
      const rest = items.slice(MOST);
      made.append(make("details", "facet-more", make("summary", "", `${rest.length} more`), make("ul", "", ...rest)));
    }
    return made;
  }

  function choice(name, value, number, typed, chosen, change) {
    const written = chosen.get(`${name}=${value}`);
    const next = () => change(written === undefined ? `${typed.trim()} ${name}:${value}` : without(typed, written));
    const made = button("facet-value", make("span", "", label(name, value)), next);
    made.append(make("span", "facet-count", String(number)));
    made.setAttribute("aria-pressed", String(written !== undefined));
    made.dataset.facet = `${name}:${value}`;
    return made;
  }

  function without(typed, written) {
    const at = typed.indexOf(written);
    return at < 0 ? typed : `${typed.slice(0, at)} ${typed.slice(at + written.length)}`.replace(/\s+/g, " ").trim();
  }

  // The filters of the query, each with a way to take it away.
  function chips(typed, groups, change) {
    return groups.filter(({ kind }) => kind === "facet").map(({ terms, written, negative }) => {
      const [name, value] = split(terms[0]);
      const isOne = terms.length === 1 && TITLES[name];
      const shown = isOne ? `${negative ? "not " : ""}${TITLES[name]}: ${label(name, value)}` : written;
      const made = button("filter-chip", `${shown} `, () => change(without(typed, written)));
      const cross = make("span", "", "×");
      cross.setAttribute("aria-hidden", "true");
      made.append(cross);
      made.setAttribute("aria-label", `Remove filter: ${shown}`);
      return made;
    });
  }

  kb.facets = { count, further, panel, chips };
})();
