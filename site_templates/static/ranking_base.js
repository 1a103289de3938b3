// Which sections hold what a query requires, and how the words that only rank score in each, as
// kb/search/ranking_base.py finds them. Needs reading.js and query.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { rarity } = kb.store;
  const { matches, meet, within, touch } = kb.fieldSets;
  const FEWEST = 2; // codes that a section should have where none has all that are asked for
  const SLIGHT = 8; // what the score of a common word, a letter or a digit is divided by

  // The sections that hold all that binds; where none does, codes are let go, the last first.
  function baseOf(allowed, binding, held, data) {
    const loosened = [];
    let kept = binding;
    for (;;) {
      const found = kept.reduce((so, group) => meet(so, held.get(group)), allowed);
      const codes = kept.filter((group) => kb.reading.namesCode(group, data) && group.kind !== "facet");
      if (found.size || !codes.length) return [found, loosened, false];
      const isGone = (group) => !touch(held.get(group), allowed);
      const absent = [...codes].reverse().find(isGone);
      const some = absent || codes.length <= FEWEST ? new Set() : withSome(allowed, kept, codes, held);
      if (some.size) return [some, loosened, true];
      const gone = absent || codes.at(-1);
      kept = kept.filter((group) => group !== gone);
      loosened.push(gone);
    }
  }

  // The sections that have two or more of several codes, and all else that binds.
  function withSome(allowed, kept, codes, held) {
    const others = kept.filter((group) => !codes.includes(group));
    const hasAll = (number) => others.every((group) => held.get(group).has(number));
    const count = (number) => codes.filter((group) => held.get(group).has(number)).length;
    return new Set([...allowed].filter((number) => hasAll(number) && count(number) >= FEWEST));
  }

  // The words that name plan and question, where a section of both is on a code that is asked for, by name: it goes first
  // anyway, and such words are the largest files of a large library.
  function settledOf({ askedBy, asks, absent, codes }, groups, onQuestion, data) {
    const binding = groups.filter((group) => kb.reading.binds(group, data));
    if (!askedBy.size || asks.length || absent.length || !codes.length) return new Set();
    const both = binding.reduce((so, group) => meet(so, matches(group, true, data)), onQuestion);
    if (!meet(both, within(data, "named", codes.map((code) => code.toLowerCase()))).size) return new Set();
    return new Set(groups.filter((group) => !binding.includes(group) && group.terms.every((term) => askedBy.has(term))));
  }

  // What the groups score in a section, times the share of them, weighed by rarity, that it holds.
  function scoredOf(base, groups, held, loosened, data) {
    const scores = new Map();
    if (!groups.length) {
      for (const number of base) scores.set(number, 0);
      return scores;
    }
    const little = kb.query.slight(groups, data);
    const slight = groups.map(({ kind, written }) => kind === "word" && little.has(written));
    const rare = groups.map((group, at) => (slight[at] ? 1 : Math.max(1, rarity(data, held.get(group).size))));
    const whole = rare.reduce((sum, one) => sum + one, 0);
    const isBound = groups.some((group) => kb.reading.binds(group, data) && !loosened.includes(group));
    const [score, share] = [new Float64Array(data.count), new Float64Array(data.count)];
    groups.forEach((group, at) => held.get(group).forEach((worth, number) => {
      score[number] += slight[at] ? Math.floor(worth / SLIGHT) : worth;
      share[number] += rare[at];
    }));
    for (const number of base) if (share[number] || isBound) scores.set(number, Math.floor((score[number] * share[number]) / whole));
    return scores;
  }

  kb.rankingBase = { baseOf, scoredOf, settledOf, rarity };
})();
