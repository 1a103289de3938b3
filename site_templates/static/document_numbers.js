// Numbers of documents in every way they are typed, as kb/search/document_numbers.py reads them: `z 67` for Z-67, `504` for
// 0504. Needs late.js, number_keys.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { keyOf, compact, isNumber } = kb.numberKeys;
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const stands = (term, data) => kb.store.holds("terms", term, data);

  // The text with the letters and digits of each number put together, and how each was typed.
  function joined(given, data) {
    const shown = new Map();
    let text = given;
    for (const found of [...given.matchAll(new RegExp(data.expansion.documents.typed, "gu"))].reverse()) {
      if (text.slice(0, found.index).split('"').length % 2 === 0) continue;
      const end = found.index + found[0].length;
      const isPrefix = data.analysis.documentPrefixes.includes(found[2]);
      if (isPrefix && found[3].includes(" ") && new RegExp(`^${data.expansion.documents.counted}`, "u").test(text.slice(end))) {
        const behind = end - found[4].length - found[3].length;
        text = `${text.slice(0, behind)} in${text.slice(behind)}`;
        continue;
      }
      const start = startsOf(found, data).find((at) => isOne(text.slice(at, end), data));
      if (start === undefined) continue;
      const typed = text.slice(start, end);
      const one = putTogether(typed, data);
      shown.set(one, typed);
      text = `${text.slice(0, start)}${one}${text.slice(end)}`;
    }
    return { text, shown };
  }

  // Where the number may begin: with both words before its digits, or with the nearer one.
  function startsOf(found, { query: { questionWords, noise }, expansion: { documents } }) {
    const asks = (word) => questionWords.includes(word) || noise.includes(word);
    const isTaken = (word) => documents.common.includes(word);
    const [, far, near, sign] = found;
    const nearer = far ? found.index + far.length + 1 : found.index;
    const isFree = far && ![far, near].some((word) => asks(word) || isTaken(word));
    const isNearFree = !isTaken(near) && !(sign.includes(" ") && asks(near));
    return [...(isFree ? [found.index] : []), ...(isNearFree ? [nearer] : [])];
  }

  const signed = (typed) => typed.replace(/[ #]+/g, "-");

  function putTogether(typed, { analysis }) {
    return compact(signed(typed), analysis);
  }

  // Whether what was typed is the number of a document; what analysis.js reads as one anyway is left.
  function isOne(typed, data) {
    const { analysis } = data;
    const one = putTogether(typed, data);
    if (whole(data.expansion.documents.range).test(typed)) return false;
    if (!isNumber(one, analysis) && !isNumber(signed(typed), analysis)) return false;
    if (whole(`(?:${analysis.documentPrefixes.join("|")})[^a-z]*`).test(typed)) return false;
    return !typed.includes(" ") || isHeld(`#${keyOf(one, analysis)}`, data);
  }

  // Whether the library has a number by its key, or an edition of it.
  function isHeld(key, data) {
    return stands(key, data) || kb.store.beginning("terms", `${key}.`, 1, data).length > 0 || lettered(key, data).length > 0;
  }

  // The editions of a number, by its key, that are told apart by letters behind its last digit.
  function lettered(key, data) {
    const { most, documents: { edition, shortest } } = data.expansion;
    const isWhole = /[0-9]$/.test(key) && key.length >= shortest;
    const begun = isWhole ? kb.store.beginning("terms", key, most, data) : [];
    return begun.filter((one) => whole(edition).test(one.slice(key.length)));
  }

  // The groups of numbers that were put together, with the words that were typed.
  function asTyped(groups, shown) {
    return groups.map((group) => (shown.has(group.written) ? { ...group, written: shown.get(group.written) } : group));
  }

  // A number that nothing has as typed stands for the one that the library has; with what to say where digits differ.
  function asHeld(group, data) {
    const [term] = group.terms;
    const { digits, longest, short } = data.expansion.documents;
    if (stands(term, data)) return [group, ""];
    const key = `#${keyOf(term, data.analysis)}`;
    const base = key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : "";
    const isOne = (isNumber(term, data.analysis) || whole(short).test(term))
      && (isHeld(key, data) || (base && isHeld(base, data)));
    if (!/^[0-9]+$/.test(term)) return isOne ? [{ ...group, kind: "concept", terms: [key] }, ""] : [group, ""];
    if (!whole(digits).test(term) || whole(data.analysis.code).test(term)) return [group, ""];
    const plain = term.replace(/^0+/, "");
    const other = [plain.padStart(longest, "0"), plain].find((one) => one !== term && plain.length > 1 && stands(one, data));
    return other ? [{ ...group, terms: [other] }, `${term} is read as ${other}.`] : [group, ""];
  }

  // Whether a term of a query is the number of a document: not a code, not a year, not a number of days.
  function namesDocument(term, data) {
    const { written, year } = data.expansion.documents;
    if (term.startsWith("#")) return true;
    const isOther = [data.analysis.code, year].some((pattern) => whole(pattern).test(term));
    return (whole(written).test(term) && !isOther) || isNumber(term, data.analysis);
  }

  // The groups of a query that are numbers of documents.
  function numbersAsked({ groups }, data) {
    return groups.filter(({ kind, negative, terms }) => !negative && ["word", "concept", "any"].includes(kind)
      && terms.every((term) => namesDocument(String(term), data)));
  }

  const UNASKED = { mentioned: () => [], nowhere: () => [], told: () => [], onMentioned: () => [], onRevision: () => [], onVersions: () => [],
    sectionsMentioning: () => new Set() };

  // What tells whose the numbers of a query are: loaded where it has any, and else there is nothing to tell.
  function elsewhere(read, data) {
    return numbersAsked(read, data).length ? kb.late("heldElsewhere", "exact") : UNASKED;
  }

  // The numbers of a query whose revision has no entry, so that they stand for the others of it.
  function ofOtherRevisions({ groups }) {
    return groups.filter(({ kind, terms: [term] }) => kind === "any" && String(term).startsWith("#"));
  }

  kb.documentNumbers = { elsewhere, numbersAsked, ofOtherRevisions, joined, isHeld, lettered, asTyped, asHeld, namesDocument };
})();
