// A hit for people: the words around the match, and why it matched, as kb/search/excerpt.py says it. Needs analysis.js,
// store.js and phrase.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { analyse, fold } = kb.analysis;
  const { postings, numbers } = kb.store;

  // The first of the windows that hold most of the query's words.
  function bestStart(marks, width) {
    let [best, most] = [0, -1];
    for (let at = 0; at <= Math.max(0, marks.length - width); at += 1) {
      const held = marks.slice(at, at + width).filter(Boolean).length;
      if (held > most) [best, most] = [at, held];
    }
    return best;
  }

  // The start of the sentence if all matches still fit: what it begins with can turn its sense.
  function fromSentence(best, shown, marks, width) {
    const first = marks.indexOf(true, best);
    let begun = first < 0 ? best : first;
    while (begun > 0 && !/[.!?]$/.test(shown[begun - 1])) begun -= 1;
    const held = (at) => marks.slice(at, at + width).filter(Boolean).length;
    return held(begun) === held(best) ? begun : best;
  }

  function excerpt(text, groups, data) {
    const shown = text.match(new RegExp(`[^${data.analysis.blank}]+`, "gu")) || [];
    const wanted = new Set(groups.flatMap(({ terms }) => terms));
    const marks = shown.map((word) => analyse(word, data.analysis).some((term) => wanted.has(term.text)));
    const best = fromSentence(bestStart(marks, data.excerptWords), shown, marks, data.excerptWords);
    const cut = shown.slice(best, best + data.excerptWords).join(" ");
    return `${best ? "… " : ""}${cut}${best + data.excerptWords < shown.length ? " …" : ""}`;
  }

  function why(number, document, groups, data) {
    const positive = groups.filter(({ negative }) => !negative);
    const reasons = positive.map((group) => reasonFor(number, document, group, data));
    return [...new Set(reasons.filter(Boolean))];
  }

  function reasonFor(number, document, group, data) {
    if (group.kind === "facet") {
      const filter = group.terms.find((term) => numbers("facets", term, data).includes(number));
      return filter ? `filter ${filter.replaceAll("=", ": ")}` : "";
    }
    for (const field of group.kind === "value" ? data.valueFields : data.fields) {
      const held = heldIn(number, field, group, data);
      if (held) return `${called(group, held, data)} (${placeOf(field, document, data)})`;
    }
    return "";
  }

  // The first of the group's terms that a field of a section has, all of them side by side where it is a phrase.
  function heldIn(number, field, group, data) {
    if (group.kind === "phrase") {
      return kb.phrase.sections(group.terms, field, data).has(number) ? group.terms[0] : "";
    }
    return group.terms.find((term) => isIn(number, postings(term, data).get(field)?.sections || []));
  }

  // Whether a rising list has a number.
  function isIn(number, list) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < number) low = middle + 1;
      else high = middle;
    }
    return list[low] === number;
  }

  function placeOf(field, document, data) {
    return field === "reached" ? `reached: ${document.reach}` : data.places[field];
  }

  // The concept beside the words typed, a code of a range beside the range.
  function called({ kind, written }, held, data) {
    const name = held.replace(/^~+/, "");
    const isNamed = (kind === "concept" || kind === "value") && held.startsWith("~");
    if (isNamed && fold(name, data.analysis) !== fold(written, data.analysis)) return `${written} → ${name}`;
    return kind === "any" ? `${written} → ${held}` : written;
  }

  // The excerpt of a hit and the reasons for it.
  function show({ number, document }, groups, data) {
    return { excerpt: excerpt(document.text, groups, data), why: why(number, document, groups, data) };
  }

  kb.excerpt = { show };
})();
