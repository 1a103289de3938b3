// The parts of a text that an excerpt shows beside the best one, as kb/search/pieces.py finds them: a code asked for, a date
// that bounds, the subject.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const BOUND = "@bound";
  const isEnd = (word) => /[.!?]$/.test(word);

  // For each word of a text the mark of a date that bounds or of a year asked of, or nothing.
  function bounding(shown, years, { dated, bounds, aroundYears }) {
    const isDated = new RegExp(`^(?:${dated})$`, "u");
    const stripped = (word) => {
      let [from, to] = [0, word.length];
      while (from < to && aroundYears.includes(word[from])) from += 1;
      while (to > from && aroundYears.includes(word[to - 1])) to -= 1;
      return word.slice(from, to);
    };
    return shown.map((word, at) =>
      (years.includes(stripped(word)) || (bounds.includes(shown[at - 1]) && isDated.test(word)) ? [BOUND] : []));
  }

  // The parts that are shown, in order; `kinds` are the terms that must be shown, those in `again` in each sentence.
  function toShow(shown, marks, best, { kinds, again }, tables) {
    const parts = [best];
    for (const terms of kinds) {
      marks.forEach((mark, at) => {
        const found = mark.filter((term) => terms.has(term));
        if (parts.length > tables.most || !found.length || !isMissing(at, found, shown, marks, parts, again)) return;
        const [begin, end] = sentence(at, shown);
        parts.push([Math.max(begin, at - tables.around), Math.min(end, at + tables.around + 1)]);
      });
    }
    return joined(parts.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
  }

  // Whether a word is to be shown: no part has its term yet, or its sentence is another.
  function isMissing(at, found, shown, marks, parts, again) {
    if (parts.some(([first, last]) => first <= at && at < last)) return false;
    const told = new Set(parts.flatMap(([first, last]) => marks.slice(first, last).flat()));
    const [begin, end] = sentence(at, shown);
    const isNew = parts.every(([first, last]) => last <= begin || end <= first);
    return found.some((term) => !told.has(term)) || (isNew && found.some((term) => again.has(term)));
  }

  // The sentence that a word stands in.
  function sentence(at, shown) {
    let [begin, end] = [at, at];
    while (begin > 0 && !isEnd(shown[begin - 1])) begin -= 1;
    while (end < shown.length - 1 && !isEnd(shown[end])) end += 1;
    return [begin, end + 1];
  }

  // Those that touch or overlap are one.
  function joined(parts) {
    const found = [];
    for (const [first, last] of parts) {
      const before = found.at(-1);
      if (before && first <= before[1]) before[1] = Math.max(before[1], last);
      else found.push([first, last]);
    }
    return found;
  }

  kb.pieces = { BOUND, bounding, toShow };
})();
