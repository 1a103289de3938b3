// In which order found sections are shown, as kb/search/ranking_order.py puts them. Needs field_sets.js
// and ranking_first.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, holding, within, meet, join, ownDocuments, plainWords } = kb.fieldSets;
  const { firstOfAll, ofOtherYears } = kb.rankingFirst;
  const OLD = ["status=old", "status=superseded"];
  const MOST_WORDS = 3; // words of a title that count
  const HALVED = 2; // what the score of a section on conflicts is divided by, unless they are asked for

  // The question whose sections come first; coverage where a plan and a code are named without one.
  function topicAsked(read) {
    return read.question || (read.scopes.length && (read.codes.length || read.classOfCodes) ? "coverage" : "");
  }

  // By what is asked for the sections of the plans that tell of it.
  function sectionsOfAsks(read, plans, data) {
    return read.asks.length ? kb.late("rankingAsks", "asks").sectionsOf(read, plans, data) : new Map();
  }

  // Whether plans are of one company: the id of one begins those of the others.
  function isOneCompany(scopes) {
    const short = scopes.reduce((so, one) => (one.length < so.length ? one : so));
    return scopes.every((one) => one === short || one.startsWith(`${short}-`));
  }

  // What comes after its like: of several plans what has no answer, but not of a company's on a question alone; what
  // decides nothing for a code; what a newer edition may have replaced, and did replace unless a day is asked of.
  function lesserOf(read, data) {
    const { codes, classOfCodes, named, scopes, lines, asksNewest, question, day } = read;
    const isOnQuestion = question !== "" && !codes.length && !kb.subject.terms(read, data).size;
    const isSeveral = scopes.length > 1 && !(isOnQuestion && isOneCompany(scopes));
    const isOnCodes = codes.length > 0 || classOfCodes !== "";
    const others = having(data, ...(isOnCodes ? ["informs=only"] : []),
      ...((isOnCodes && named) || asksNewest ? OLD : []), ...(named && question && !day ? ["status=superseded"] : []));
    return isSeveral && named && !lines.length ? kb.fieldSets.orUnknown(others, data) : others;
  }

  // What is known of other subjects, by entries that decide nothing for a code named beside one plan.
  function offCode(read, data) {
    if (read.scopes.length !== 1 || !read.codes.length || kb.subject.terms(read, data).size) return new Set();
    const informs = having(data, "informs=only");
    return { has: (number) => informs.has(number) && !kb.store.isUnknown(number, data) };
  }

  // The sections that name a state which no plan asked of is recorded for; none where a subject is named.
  function ofStates(read, data) {
    const { states } = data.reading.plans;
    const named = Object.keys(states).filter((state) => read.states.includes(states[state])).map((state) => `~@${state}`);
    return kb.subject.terms(read, data).size ? new Set() : within(data, "word", named);
  }

  // How many of the words that only rank a title holds, where a plan and a subject are named and no more.
  function titledOf(read, data) {
    const found = new Map();
    if (!read.scopes.length || read.question || read.codes.length || read.classOfCodes) return found;
    for (const { terms } of plainWords(read, read.groups.filter(({ negative }) => !negative), data)) {
      for (const number of within(data, "title", terms)) found.set(number, Math.min((found.get(number) || 0) + 1, MOST_WORDS));
    }
    return found;
  }

  // What is asked for by name or by question first, then by what they say, by score. Each place of a section is one number:
  // its marks one behind the other, the gravest first.
  function ordered(read, scored, { topic, onTopic, whose, said, telling, bothSides, byPlan }, data) {
    const plans = byPlan.map((scope) => having(data, `scope=${scope}`)); // what is alike goes by plan where their names score in none
    const above = firstOfAll(read, onTopic, said, data);
    const own = ownDocuments(read, data);
    const further = having(data, ...read.further.map((key) => `topic=${key}`));
    const titled = titledOf(read, data);
    const coverage = titled.size ? having(data, "topic=coverage") : new Set();
    const after = kb.fieldSets.laterOfContractor(read, data);
    const spoken = read.codes.length || read.named ? read.alike.map((phrases) => join(...phrases.map((one) => holding(one, data)))) : [];
    const [before, lesser, others] = [kb.fieldSets.neutral(read, data), lesserOf(read, data), offCode(read, data)];
    const reaching = read.scopes.length ? having(data, ...read.codes.map((code) => `code=${code.toLowerCase()}`)) : new Set();
    const otherYears = ofOtherYears(read, data);
    const isBrand = read.brand && !kb.subject.terms(read, data).size;
    const brand = isBrand ? meet(having(data, `scope=${read.brand}`), topic) : new Set();
    const isAsked = read.groups.some(({ terms }) => terms.includes("conflict"));
    const conflicts = isAsked ? new Set() : having(data, "section=conflicts");
    const placed = read.named ? meet(meet(ofStates(read, data), topic), kb.fieldSets.ofPlans(read, data)) : new Set();
    const first = [telling, ...above, own, bothSides, placed].filter(({ size }) => size); // what is empty tells nothing apart
    const rankOf = (number) => {
      const words = titled.get(number) || 0;
      let so = 0;
      for (const set of first) so = so * 2 + (set.has(number) ? 0 : 1);
      so = so * 2 + (otherYears.has(number) ? 1 : 0);
      so = so * 3 + (topic.has(number) ? 0 : further.has(number) ? 1 : 2);
      so = so * 4 + (brand.has(number) ? 0 : 2) + (whose.has(number) ? 0 : 1);
      so = (so * (MOST_WORDS + 1) + MOST_WORDS - words) * 2 + (words && !coverage.has(number) ? 1 : 0);
      for (const set of after) so = so * 2 + (set.has(number) ? 1 : 0);
      so = so * (spoken.length + 1) + spoken.filter((set) => !set.has(number)).length;
      so = so * 2 + (before.has(number) ? 0 : 1);
      so = so * 2 + (reaching.size && !reaching.has(number) ? 1 : 0); // what only mentions a code is below what is on it
      so = (so * 2 + (lesser.has(number) ? 1 : 0)) * 2 + (others.has(number) ? 1 : 0);
      const plan = plans.findIndex((those) => those.has(number));
      return so * (plans.length + 1) + (plan < 0 ? plans.length : plan);
    };
    const worth = (number) => (conflicts.has(number) ? Math.floor(scored.get(number) / HALVED) : scored.get(number));
    const order = sorted(scored.keys(), rankOf, worth, data).map((number) => ({ number, score: scored.get(number) }));
    return own.size || read.named || !read.codes.length ? order : notSupersededFirst(order, data);
  }

  // Sections by rank, of one rank what is worth most first, and then by number. Worth and number are put into one number, which
  // is exact (a score is far below 2^53 through the number of sections) and sorted several times as fast as pairs.
  function sorted(sections, rankOf, worth, { count }) {
    const byRank = new Map();
    for (const number of sections) {
      const rank = rankOf(number);
      if (!byRank.has(rank)) byRank.set(rank, []);
      byRank.get(rank).push(number - worth(number) * count);
    }
    const ranks = [...byRank.keys()].sort((one, other) => one - other);
    return ranks.flatMap((rank) => Array.from(Float64Array.from(byRank.get(rank)).sort(), (both) => both - Math.floor(both / count) * count));
  }

  // With the first section that was not superseded before those that were.
  function notSupersededFirst(order, data) {
    const superseded = having(data, "status=superseded");
    const first = order.find(({ number }) => !superseded.has(number));
    return first ? [first, ...order.filter((one) => one !== first)] : order;
  }

  kb.rankingOrder = { ordered, titledOf, topicAsked, sectionsOfAsks };
})();
