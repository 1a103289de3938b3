// Finds sections: the same hits in the same order with equal scores as kb/search/index.py, from the same postings
// and weights. Needs analysis.js, query.js, store.js, expansion.js and excerpt.js before it. Scores are added as whole
// numbers and divided at the end, so no rounding can part the two engines. Each step stops where the index misses a
// file: what would follow from half the facts would only ask for files that nobody needs.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { readQuery } = kb.expansion;
  const { postings, numbers, section } = kb.store;
  const OUT = -1;

  // ---- matching: a group of the query to the whole score of every section, OUT where it does not match

  function nowhere(data) {
    return new Float64Array(data.count).fill(OUT);
  }

  function add(scores, number, score) {
    scores[number] = Math.max(0, scores[number]) + score;
  }

  function fieldsOf(group, data, alone) {
    const fields = group.kind === "value" ? data.valueFields : data.fields;
    return fields.filter((field) => alone || field !== data.leadField);
  }

  function matchTerms(group, fields, data) {
    const scores = nowhere(data);
    for (const term of group.terms) {
      const held = postings(term, data);
      for (const field of fields) {
        if (held.has(field)) addPostings(scores, held.get(field));
      }
    }
    return scores;
  }

  function addPostings(scores, { rarity, sections, weights }) {
    for (let at = 0; at < sections.length; at += 1) add(scores, sections[at], rarity * weights[at]);
  }

  function matchPhrase(group, fields, data) {
    const scores = nowhere(data);
    for (const field of fields) {
      for (const [number, score] of kb.phrase.sections(group.terms, field, data)) add(scores, number, score);
    }
    return scores;
  }

  function matchFacet(group, data) {
    const scores = nowhere(data);
    for (const term of group.terms) {
      for (const number of numbers("facets", term, data)) scores[number] = 0;
    }
    return scores;
  }

  function match(group, data, alone) {
    if (group.kind === "facet") return matchFacet(group, data);
    const fields = fieldsOf(group, data, alone);
    return group.kind === "phrase" ? matchPhrase(group, fields, data) : matchTerms(group, fields, data);
  }

  // ---- joining

  function allOf([first, ...others]) {
    const sums = first.slice();
    for (const scores of others) {
      for (let at = 0; at < sums.length; at += 1) {
        sums[at] = sums[at] === OUT || scores[at] === OUT ? OUT : sums[at] + scores[at];
      }
    }
    return sums;
  }

  function anyOf([first, ...others]) {
    const sums = first.slice();
    for (const scores of others) {
      for (let at = 0; at < sums.length; at += 1) if (scores[at] !== OUT) add(sums, at, scores[at]);
    }
    return sums;
  }

  const isSaid = ({ kind, negative }) => !negative && kind !== "facet";
  const isFilter = ({ kind, negative }) => !negative && kind === "facet";
  const isAny = (scores) => scores.some((score) => score !== OUT);

  // All groups, else all that stand anywhere, else any; facets filter in each case.
  function search(groups, data) {
    const nothing = { scores: nowhere(data), dropped: [], loose: false };
    if (!groups.length) return nothing;
    const scores = run(groups, data, allOf);
    const isPositive = (group) => isSaid(group) || isFilter(group);
    if (data.missing.size || isAny(scores) || !groups.some(isPositive)) return { ...nothing, scores };
    const known = groups.filter((group) => isKnown(group, data));
    const dropped = groups.filter((group) => !known.includes(group)).map(({ written }) => written);
    if (!known.some(isPositive)) return { ...nothing, dropped };
    const again = run(known, data, allOf);
    if (isAny(again)) return { scores: again, dropped, loose: false };
    return { scores: run(known, data, anyOf), dropped, loose: true };
  }

  // What is unwanted is never dropped.
  function isKnown(group, data) {
    return group.negative || isAny(match(group, data, true));
  }

  // A page's own name counts where nothing else is asked for.
  function run(groups, data, join) {
    const said = groups.filter(isSaid);
    const alone = said.length === 1;
    const positive = said.map((group) => match(group, data, alone));
    const scores = positive.length ? join(positive) : new Float64Array(data.count);
    for (const group of groups.filter((one) => !isSaid(one))) {
      const held = match(group, data, true);
      held.forEach((score, number) => {
        if ((score === OUT) !== group.negative) scores[number] = OUT;
      });
    }
    return scores;
  }

  // ---- ranking: the highest score first; of equal ones, the lower section number

  // Score and number in one number, which sorts far sooner than pairs do.
  function ranked(scores, data) {
    const size = data.count;
    const keys = [];
    scores.forEach((score, number) => {
      if (score !== OUT) keys.push(score * size + (size - 1 - number));
    });
    return Float64Array.from(keys).sort().reverse();
  }

  function hitsOf(keys, data) {
    const numberOf = (key) => data.count - 1 - (key % data.count);
    return Array.from(keys, (key) => ({ number: numberOf(key), score: Math.floor(key / data.count) / data.scale }));
  }

  // ---- what the page calls

  const STOPPED = { ranked: [], dropped: [], loose: false, groups: [], mended: [], notes: [], absent: [], date: "" };

  // The number and score of every hit, as far as the index is here; how the query was read, the words `dropped`, and
  // whether the match is `loose`: no section has all the other words, these have some.
  kb.rank = function (data, typed) {
    const read = readQuery(typed, data);
    if (data.missing.size) return STOPPED;
    const { scores, ...told } = search(read.groups, data);
    return data.missing.size ? STOPPED : { ...read, ...told, ranked: hitsOf(ranked(scores, data), data) };
  };

  // What is typed to hits, as far as the index is here: all of them by number and score in `ranked`, in the order that
  // `arrange` gives them, and the first `limit` as they are shown.
  kb.search = function (data, typed, limit, arrange = (found) => found) {
    const found = kb.rank(data, typed);
    const order = arrange(found.ranked, data);
    const shown = data.missing.size ? [] : order.slice(0, limit);
    const held = shown.map(({ number, score }) => ({ number, score, document: section(number, data) }));
    const isHere = !data.missing.size;
    const hits = isHere ? held.map((hit) => ({ ...hit, ...kb.excerpt.show(hit, found.groups, data) })) : [];
    return { ...found, ranked: order, hits, total: order.length };
  };
})();
