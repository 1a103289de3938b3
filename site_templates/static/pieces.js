// The parts of a text that an excerpt shows beside the best one, as kb/search/pieces.py finds them: a code asked for, a date
// that bounds, the subject.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const [BOUND, TURN, OPENING, SOUGHT] = ["@bound", "@turn", "@opening", "@sought"];
  const lower = (word) => word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
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

  // For each word of a text the mark of what is asked for: `kind` is amount, time, or empty for neither.
  function sought(shown, kind, { amounts, counts: [count, counted] }) {
    const is = (pattern, word) => word !== undefined && new RegExp(`^(?:${pattern})$`, "u").test(word);
    const isTime = (at) => is(count, shown[at]) && [shown[at + 1], shown[at + 2]].some((word) => is(counted, word));
    return shown.map((word, at) => ((kind === "amount" && is(amounts, word)) || (kind === "time" && isTime(at)) ? [SOUGHT] : []));
  }

  // The parts with the sentences beside them that limit what they say, or that hold a word which is `telling`, as long as
  // there is room for their words.
  function withLimits(shown, parts, telling, isLeading, { limits, limiting, limitsRoom }) {
    const stripped = (word) => lower(word).replace(/^[,;.]+|[,;.]+$/g, "");
    let [found, left] = [parts.map((part) => [...part]), limitsRoom[isLeading ? 1 : 0]];
    for (let turn = 0; turn < limiting; turn += 1) {
      found.forEach((part, at) => {
        for (const [begin, end] of beside(part, shown)) {
          const isLimit = shown.slice(begin, end).some((word) => limits.includes(stripped(word)));
          if (end - begin > left || !(isLimit || telling.slice(begin, end).some(Boolean))) continue;
          found[at] = [Math.min(found[at][0], begin), Math.max(found[at][1], end)];
          left -= end - begin;
        }
      });
      found = joined(found.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
    }
    return found;
  }

  // The sentence behind a part, or what is left of it, and the one before it.
  function beside([first, last], shown) {
    const behind = last < shown.length ? [[last, sentence(last, shown)[1]]] : [];
    return [...behind, ...(first > 0 ? [[sentence(first - 1, shown)[0], first]] : [])];
  }

  // For each word of a text the marks of a turn near the best part, and of its opening if that is wanted.
  function turning(shown, [from, to], opens, { turns, near }) {
    const isNear = (at) => at >= from - near && at < to + near;
    const stripped = (word) => lower(word).replace(/^[,;]+|[,;]+$/g, "");
    return shown.map((word, at) => [...(isNear(at) && turns.includes(stripped(word)) ? [TURN] : []), ...(opens && !at ? [OPENING] : [])]);
  }

  // The parts that are shown, in order; `kinds` are the terms that must be shown, those in `again` in each sentence.
  function toShow(shown, marks, best, { kinds, again, isLeading }, tables) {
    const parts = [best];
    const [most, room] = [tables.most, tables.room].map((sizes) => sizes[isLeading ? 1 : 0]);
    for (const terms of kinds) {
      marks.forEach((mark, at) => {
        const found = mark.filter((term) => terms.has(term));
        if (parts.length > most || !found.length || !isMissing(at, found, shown, marks, parts, again)) return;
        const part = around(at, shown, tables);
        const taken = [...parts, part].reduce((sum, [from, to]) => sum + to - from, 0);
        if (taken <= room) parts.push(part);
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

  // The sentence of a word, with the one before it where it says nothing without that; of a long one what is near.
  function around(at, shown, { long, around: near, bare }) {
    let [begin, end] = sentence(at, shown);
    if (begin > 0 && end - begin <= bare) [begin] = sentence(begin - 1, shown);
    return end - begin <= long ? [begin, end] : [Math.max(begin, at - near), Math.min(end, at + near + 1)];
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

  kb.pieces = { BOUND, TURN, OPENING, SOUGHT, turning, bounding, sought, toShow, withLimits };
})();
