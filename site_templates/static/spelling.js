// Words that differ by a fault or two, as kb/search/spelling.py counts them: how many, and the known word that is meant.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The word that is meant: the fewest faults, then the most frequent, then the first by letter.
  function nearest(word, words, long, isAllowed) {
    const most = word.length >= long ? 2 : 1;
    let best = null;
    for (const [known, count] of Object.entries(words)) {
      if (Math.abs(known.length - word.length) > most || !isAllowed(known)) continue;
      const found = [distance(word, known, most), -count, known];
      if (found[0] <= most && (!best || isBefore(found, best))) best = found;
    }
    return best ? best[2] : "";
  }

  function isBefore(one, other) {
    const at = one.findIndex((value, place) => value !== other[place]);
    return at >= 0 && one[at] < other[at];
  }

  // Letters wrong, missing, doubled, or swapped with the next one (optimal string alignment).
  function distance(one, other, most) {
    let before = [];
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const last = before;
      before = row;
      row = [i];
      for (let j = 1; j <= other.length; j += 1) row.push(cost(one, other, i, j, row, before, last));
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  }

  function cost(one, other, i, j, row, before, last) {
    const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
    const least = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + wrong);
    const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    return isSwapped ? Math.min(least, last[j - 2] + 1) : least;
  }

  kb.spelling = { nearest, distance };
})();
