// What was typed to groups of terms, as kb/search/query.py reads it: words, "phrases", -negations, field:values.
// Half-typed and malformed input never fails. Needs analysis.js before it; `data` is what the index file hands over.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { fold, spans, words } = kb.analysis;

  // The groups of a cleaned query, in the order typed, with the words that only ask.
  function allGroups(text, data) {
    const groups = [];
    let plain = [];
    const readPlain = () => {
      groups.push(...spans(plain.join(" "), data.analysis).map((span) => groupOf(span, data)));
      plain = [];
    };
    for (const part of text.matchAll(new RegExp(data.query.part, "gu"))) {
      const special = readSpecial(part, data);
      if (special) readPlain();
      if (special) groups.push(...special);
      else plain.push(part[0]);
    }
    readPlain();
    return groups;
  }

  // Words that only ask are left out beside others.
  function parseQuery(text, data) {
    const groups = allGroups(text, data);
    const isTelling = (group) => !group.negative && group.kind !== "facet" && !onlyAsks(group, data);
    return groups.some(isTelling) ? groups.filter((group) => !onlyAsks(group, data)) : groups;
  }

  // A question word outside quotes: beside words that must stand it is passed over.
  function onlyAsks({ kind, negative, written }, data) {
    return kind === "word" && !negative && data.query.questionWords.includes(written);
  }

  // What was typed and tells nothing where it is missing: words of habit, small numbers, numbers of days.
  function untold(groups, data) {
    const { noise, untold: passed } = data.query;
    const words = groups.filter(({ negative }) => !negative).map(({ written }) => written);
    const isPlain = (word) => noise.includes(word) || new RegExp(`^(?:${passed})$`, "u").test(word);
    return new Set([...words.filter(isPlain), ...counting(groups, data)]);
  }

  // The numbers of a query that count the word behind them: the 365 of `365 days`; of a time limit, all.
  function counting(groups, { query: { counted } }, isTimed = false) {
    const words = groups.filter(({ negative }) => !negative).map(({ written }) => written);
    const counts = (word, at) => /^[0-9]+$/u.test(word) && counted.includes(words[at + 1]);
    return new Set(words.filter((word, at) => counts(word, at) || (isTimed && /^[0-9]{1,3}$/u.test(word))));
  }

  // The groups of a part with syntax; null where it is plain words.
  function readSpecial(part, data) {
    const { minus, field, quoted, plain } = part.groups;
    const negative = Boolean(minus);
    const value = quoted ?? plain;
    const facet = facetValue(value, data);
    if (field && facet && data.query.facets.includes(field.toLowerCase())) {
      return [{ kind: "facet", terms: [`${field.toLowerCase()}=${facet}`], written: part[0], negative }];
    }
    const span = field && data.query.dates.includes(field.toLowerCase()) && readDates(value, data);
    if (span) return [{ kind: "dates", terms: [field.toLowerCase(), ...span], written: part[0], negative }];
    const start = !field && plain ? fold(plain, data.analysis) : "";
    if (new RegExp(`^(?:${data.query.prefix})$`, "u").test(start)) {
      return [{ kind: "prefix", terms: [start.slice(0, -1)], written: part[0], negative }];
    }
    if (quoted !== undefined && !field) return readPhrase(quoted, negative, data);
    if (!negative) return null;
    const text = field ? `${field}:${value}` : value;
    return spans(text, data.analysis).map((span) => ({ ...groupOf(span, data), negative }));
  }

  // The first and the last date of a span; null where it is none. One date alone stands for all that begin so.
  function readDates(value, data) {
    const [, first, dots, last] = value.match(new RegExp(`^(?:${data.query.dateSpan})$`, "u")) || [];
    if (!first && !last) return null;
    return [first || "", last || (dots ? "9999" : first)];
  }

  // A value as facets hold it: lower case, hyphens for blanks.
  function facetValue(written, data) {
    const { analysis } = data;
    return fold(written, analysis).replace(new RegExp(`[${analysis.blank}_]+`, "gu"), "-").replace(/^-+|-+$/g, "");
  }

  // The name of a value is that value, one word is exact, those of a sentence stand side by side.
  function readPhrase(quoted, negative, data) {
    const found = spans(quoted, data.analysis);
    if (found.length === 1 && data.query.valueConcepts.includes(found[0].terms[0])) {
      return [{ kind: "value", terms: found[0].terms, written: quoted, negative }];
    }
    const cut = negative ? [quoted] : quoted.split(new RegExp(data.query.ended, "u"));
    const parts = cut.map((part) => [part, words(part, data.analysis)]);
    return parts.filter(([, terms]) => terms.length).map(([written, terms]) => (
      { kind: terms.length > 1 ? "phrase" : "exact", terms: terms.map(({ term }) => term), written, negative }));
  }

  function groupOf({ kind, terms, written }, data) {
    const isValue = kind === "concept" && data.query.valueConcepts.includes(terms[0]);
    return { kind: isValue ? "value" : kind, terms, written, negative: false };
  }

  // The words that say little of what is asked: words of habit, single letters, small numbers that count nothing.
  function slight(groups, { analysis, query: { noise, counted } }) {
    const words = groups.filter(({ kind }) => kind === "word").map(({ written }) => written);
    const isCode = new RegExp(`^(?:${analysis.code})$`, "u"); // what is behind one is a modifier
    const counts = new Set(words.filter((word, at) => counted.includes(words[at + 1]) || (at && isCode.test(words[at - 1]))));
    return new Set(words.filter((word) => noise.includes(word) || (/^(?:[a-z]|[0-9]{1,2})$/.test(word) && !counts.has(word))));
  }

  kb.query = { allGroups, counting, parseQuery, onlyAsks, untold, slight };
})();
