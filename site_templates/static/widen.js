// A query beside what the index holds, as kb/search/widen.py reads it: misspelt words mended, beginnings and families
// of codes spelled out, codes never guessed. Needs analysis.js, query.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { fold } = kb.analysis;
  const { parseQuery } = kb.query;
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const beginning = (start, data) => kb.store.beginning("terms", start, data.widen.most, data);
  const { holds } = kb.store;
  const stands = (term, data) => holds("terms", term, data);

  // The groups as they are searched, the words mended, and what a reader must be told.
  function readQuery(typed, data) {
    const parsed = parseQuery(typed, data);
    parsed.forEach((group) => askFor(group, data));
    if (data.missing.size) return { groups: [], mended: [], notes: [] };
    const mended = parsed.map((group) => mend(group, data)).filter(Boolean);
    const read = mended.length ? corrected(typed, mended, data) : typed;
    const widened = parseQuery(read, data).map((group) => widen(group, data));
    return { groups: widened.map(([group]) => group), mended, notes: widened.map(([, note]) => note).filter(Boolean) };
  }

  // What will be needed anyway, so that it is loaded at once.
  function askFor({ kind, terms }, data) {
    if (kind === "dates" || kind === "prefix") return;
    terms.forEach((term) => holds(kind === "facet" ? "facets" : "terms", term, data));
  }

  function mend(group, data) {
    const word = group.written;
    const isPlain = group.kind === "word" && !group.negative && /^[a-z]+$/.test(word);
    if (!isPlain || word.length < data.widen.shortest || stands(group.terms[0], data)) return null;
    const used = nearest(word, data);
    return used ? { typed: word, used } : null;
  }

  // The fewest faults, then the most frequent, then the first by letter.
  function nearest(word, data) {
    const most = word.length >= data.widen.long ? 2 : 1;
    let best = null;
    for (const [known, count] of Object.entries(data.widen.spelling)) {
      if (Math.abs(known.length - word.length) > most) continue;
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

  function corrected(typed, mended, data) {
    return mended.reduce(
      (text, { typed: word, used }) => text.replace(new RegExp(`(?<![0-9a-z])${word}(?![0-9a-z])`, "gu"), used),
      fold(typed, data.analysis),
    );
  }

  function widen(group, data) {
    const [term] = group.terms;
    if (group.kind === "dates") return [spanOfDates(group, data), ""];
    if (group.kind === "prefix") {
      const found = beginning(term, data);
      return [{ ...group, kind: "any", terms: found.length ? found : group.terms }, ""];
    }
    return group.kind === "word" && /[0-9]/.test(term) ? widenCode(group, term, data) : [group, ""];
  }

  function widenCode(group, term, data) {
    if (whole(data.widen.family).test(term)) {
      return spelled(group, beginning(`${term}.`, data), "is a family of diagnoses:", data);
    }
    if (whole(data.widen.beginning).test(term)) return spelled(group, begun(term, data), "is the beginning of", data);
    return [group, stands(term, data) ? "" : neighbours(term, data)];
  }

  // Of a number that stands itself, such as a document's, only codes with a page.
  function begun(term, data) {
    const isCode = whole(data.analysis.code);
    if (stands(term, data)) return data.widen.codes.filter((code) => code.startsWith(term));
    return beginning(term, data).filter((found) => isCode.test(found));
  }

  function spelled(group, found, what, data) {
    if (!found.length) return [group, ""];
    const { shown } = data.widen;
    const own = stands(group.terms[0], data) ? group.terms : [];
    const named = found.slice(0, shown).map((term) => term.toUpperCase()).join(", ");
    const more = found.length > shown ? ` and ${found.length - shown} more` : "";
    const note = `${group.written.toUpperCase()} ${what} ${named}${more}.`;
    return [{ ...group, kind: "any", terms: [...own, ...found] }, note];
  }

  function neighbours(code, data) {
    const near = data.widen.codes.filter((known) => distance(code, known, 1) <= 1).slice(0, data.widen.shown);
    if (!near.length && !whole(data.analysis.code).test(code)) return "";
    const offered = near.length ? ` Near it: ${near.map((known) => known.toUpperCase()).join(", ")}.` : "";
    return `${code.toUpperCase()} stands nowhere here; a code is never guessed.${offered}`;
  }

  function spanOfDates(group, data) {
    const [field, low, high] = group.terms;
    const held = kb.store.between("facets", `${field}=${low}`, `${field}=${high}~`, Infinity, data);
    return { ...group, kind: "facet", terms: held.length ? held : [`${field}=none between ${low} and ${high}`] };
  }

  kb.widen = { readQuery };
})();
