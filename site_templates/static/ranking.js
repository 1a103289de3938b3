// Which sections a reading finds, and in which order, as kb/search/ranking.py ranks them. Scores are whole numbers, so
// no rounding can part the two engines. Needs store.js, phrase.js and reading.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { postings, numbers } = kb.store;
  const NATIONAL = "medicare/national";
  const SETTINGS = ["fee schedule", "setting"];
  const FEWEST = 2; // codes that a section should have where none has all that are asked for
  const OLD = ["status=old", "status=superseded"];
  const EMPTY = { order: [], best: new Set(), dropped: [], unheld: [], loosened: [], withoutQuestion: false };

  // ---- matching: by number of a section the score of a group in it

  function fieldsOf(group, data, alone) {
    const fields = group.kind === "value" ? data.valueFields : data.fields;
    return fields.filter((field) => alone || field !== data.leadField);
  }

  function add(scores, number, score) {
    scores.set(number, (scores.get(number) || 0) + score);
  }

  function matches(group, alone, data) {
    const scores = new Map();
    if (group.kind === "facet") {
      for (const term of group.terms) for (const number of numbers("facets", term, data)) scores.set(number, 0);
      return scores;
    }
    for (const field of fieldsOf(group, data, alone)) {
      if (group.kind === "phrase") {
        for (const [number, score] of kb.phrase.sections(group.terms, field, data)) add(scores, number, score);
      } else for (const term of group.terms) addTerm(scores, postings(term, data).get(field));
    }
    return scores;
  }

  function addTerm(scores, held) {
    if (!held) return;
    for (let at = 0; at < held.sections.length; at += 1) add(scores, held.sections[at], held.rarity * held.weights[at]);
  }

  const having = (data, ...terms) => new Set(matches({ kind: "facet", terms }, false, data).keys());
  const meet = (one, other) => new Set([...one].filter((number) => other.has(number)));
  const join = (...sets) => new Set(sets.flatMap((set) => [...set]));

  // ---- which sections may be shown

  function ofPlans(read, data) {
    if (!read.named) return everything(data);
    const scopes = read.scopes.map((scope) => `scope=${scope}`);
    if (read.scopes.some((scope) => scope.startsWith("medicare/"))) scopes.push(`scope=${NATIONAL}`, "of=medicare");
    return scopes.length ? having(data, ...scopes) : new Set();
  }

  // The sections of a payer's other plans that are on the question and speak of the line asked for.
  function besideLine(read, data) {
    const { lineWords } = data.reading.plans;
    if (!read.beside.length || !(read.lines.length || read.question)) return new Set();
    const words = read.lines.filter((line) => Object.hasOwn(lineWords, line)).map((line) => lineWords[line]);
    const found = having(data, ...read.beside.map((scope) => `scope=${scope}`));
    const on = meet(found, having(data, `topic=${read.question || "coverage"}`));
    return read.lines.length ? meet(on, matches({ kind: "word", terms: words }, false, data)) : on;
  }

  // The question whose sections come first; coverage where a plan and a code are named without one.
  function topicAsked(read) {
    return read.question || (read.scopes.length && (read.codes.length || read.classOfCodes) ? "coverage" : "");
  }

  function everything({ count }) {
    return new Set(Array(count).keys());
  }

  function ownPages(read, data) {
    const payers = [...new Set([...read.scopes.map((scope) => scope.split("/")[0]), ...read.payers])].sort();
    if (!payers.length) return new Set();
    return meet(having(data, "kind=payer"), having(data, ...payers.map((payer) => `payer=${payer}`)));
  }

  // What is typed twice counts once.
  function distinct(groups) {
    return [...new Map(groups.map((group) => [JSON.stringify([group.kind, group.terms, group.written]), group])).values()];
  }

  // ---- ranking

  // Sections by number and score, the best first; those of the best kind; and what of the query was not found.
  function rank(read, data) {
    const wanted = distinct(read.groups.filter(({ negative }) => !negative));
    if (!read.groups.length && !read.scopes.length) return EMPTY;
    const known = wanted.filter((group) => matches(group, true, data).size);
    const alone = known.filter(({ kind }) => kind !== "facet").length === 1;
    const held = new Map(wanted.map((group) => [group, matches(group, alone, data)]));
    const nowhere = wanted.filter((group) => !known.includes(group));
    const binds = (group) => kb.reading.binds(group, data);
    const mine = read.named ? ofPlans(read, data) : new Set();
    const beside = read.named ? besideLine(read, data) : new Set();
    const pages = read.named ? ownPages(read, data) : new Set();
    const allowed = read.named ? join(mine, pages, beside, having(data, "kind=code")) : everything(data);
    const unwanted = read.groups.filter(({ negative }) => negative).flatMap((group) => [...matches(group, true, data).keys()]);
    for (const number of unwanted) allowed.delete(number);
    let [base, loosened, isApart] = baseOf(allowed, known.filter(binds), held, data);
    const ranking = known.filter((group) => !binds(group) || loosened.includes(group));
    const holds = (group) => [...held.get(group).keys()].some((number) => base.has(number));
    if (!known.length || (ranking.length && !known.some(binds) && !ranking.some(holds))) {
      base = wanted.length ? new Set() : base;
    }
    const said = known.filter(({ kind }) => kind !== "facet");
    let scored = scoredOf(base, said, held, loosened, data);
    if (!scored.size && (read.scopes.length || read.beside.length)) {
      scored = new Map([...meet(allowed, join(mine, beside))].map((number) => [number, 0]));
    }
    const asked = topicAsked(read);
    const topic = asked ? having(data, `topic=${asked}`) : new Set();
    const spoken = read.codes.length || read.named ? read.alike.map((phrases) => speaking(phrases, data)) : [];
    const lesser = having(data, ...lesserOf(read));
    const onTopic = meet(new Set(scored.keys()), topic);
    const best = onTopic.size ? onTopic : new Set(scored.keys());
    const its = (mine.size ? [...onTopic].some((number) => mine.has(number)) : onTopic.size > 0);
    // Where no plan is named, code pages come first of their like: what to record for a code, a setting, a fee schedule.
    const isSetting = !read.question && read.dimensions.some(([name]) => SETTINGS.includes(name));
    const isOfCodes = read.codes.length > 0 && !read.named && (isSetting || read.question === "documentation");
    const ofCodes = isOfCodes ? having(data, "kind=code") : new Set();
    const plain = ranking.filter(({ kind, terms }) => kind === "word" && !terms.some((term) => read.read.has(term)));
    const above = firstOfAll(read, onTopic, plain.map((group) => held.get(group)), data);
    return {
      order: ordered(scored, [...above, topic, join(mine, pages)], spoken, [ofCodes, lesser]), best,
      dropped: nowhere.map(({ written }) => written),
      unheld: unheldOf(read, [...nowhere, ...ranking], held, best, data),
      loosened: loosened.map(({ written }) => written),
      withoutQuestion: Boolean(read.question && !its), apart: isApart,
    };
  }

  // The sections that hold all that binds; where none does, codes are let go, the last first.
  function baseOf(allowed, binding, held, data) {
    const loosened = [];
    let kept = binding;
    for (;;) {
      const found = kept.reduce((so, group) => new Set([...so].filter((number) => held.get(group).has(number))), allowed);
      const codes = kept.filter((group) => kb.reading.namesCode(group, data) && group.kind !== "facet");
      if (found.size || !codes.length) return [new Set(found), loosened, false];
      const isGone = (group) => ![...held.get(group).keys()].some((number) => allowed.has(number));
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

  // What goes first: the section of a code page asked for, and its rows before it, or price rows of a hospital named.
  function firstOfAll({ table, question, named, payers }, topic, said, data) {
    const rows = having(data, "row=yes");
    if (table) {
      const asked = having(data, `section=${table}`);
      return [asked, table === data.reading.pairs ? meet(asked, rows) : new Set()];
    }
    if (question === "benchmarks") {
      const ofPayers = () => matches({ kind: "concept", terms: payers.map((payer) => `~${payer}`) }, false, data);
      return [namedIn(named ? meet(meet(rows, topic), ofPayers()) : meet(rows, topic), said), new Set()];
    }
    return [new Set(), new Set()];
  }

  // The rows that hold most of the words that only rank, such as a hospital's name, if that is two or more.
  function namedIn(rows, said) {
    const held = new Map([...rows].map((number) => [number, said.filter((word) => word.has(number)).length]));
    const most = Math.max(0, ...held.values());
    return new Set([...rows].filter((number) => most >= FEWEST && held.get(number) === most));
  }

  // The sections that hold one of the phrases, each given as terms.
  function speaking(phrases, data) {
    const holding = (term) => new Set(matches({ kind: "word", terms: [term] }, true, data).keys());
    return join(...phrases.map((phrase) => phrase.split(" ").map(holding).reduce(meet)));
  }

  // What the groups score in a section, times the share of them, weighed by rarity, that it holds.
  function scoredOf(base, groups, held, loosened, data) {
    const scores = new Map();
    if (!groups.length) {
      for (const number of base) scores.set(number, 0);
      return scores;
    }
    const rare = groups.map((group) => Math.max(1, rarity(data, held.get(group).size)));
    const whole = rare.reduce((sum, one) => sum + one, 0);
    const isBound = groups.some((group) => kb.reading.binds(group, data) && !loosened.includes(group));
    for (const number of base) {
      let [score, share, count] = [0, 0, 0];
      groups.forEach((group, at) => {
        if (!held.get(group).has(number)) return;
        score += held.get(group).get(number);
        share += rare[at];
        count += 1;
      });
      if (count || isBound) scores.set(number, Math.floor((score * share) / whole));
    }
    return scores;
  }

  function rarity({ count, unit }, holding) {
    return Math.floor((Math.log(count / (holding + 1)) + 1) * unit + 0.5);
  }

  // What comes after its like: of several plans what has no answer; sections on conflicts, unless they are asked for;
  // what decides nothing for a code; what a newer edition may have replaced.
  function lesserOf({ groups, codes, classOfCodes, named, scopes, lines }) {
    const isOnCodes = codes.length > 0 || classOfCodes !== "";
    const isAsked = groups.some(({ terms }) => terms.includes("conflict"));
    return [...(scopes.length > 1 && named && !lines.length ? ["known=no"] : []), ...(isAsked ? [] : ["section=conflicts"]), ...(isOnCodes ? ["informs=only"] : []),
      ...(isOnCodes && named ? OLD : [])];
  }

  function ordered(scored, first, spoken, [ofCodes, lesser]) {
    const silent = (number) => spoken.filter((set) => !set.has(number)).length;
    const rankOf = (number) => (first.reduce((so, set) => so * 2 + (set.has(number) ? 0 : 1), 0) * (spoken.length + 1)
      + silent(number)) * 4 + (ofCodes.has(number) ? 0 : 2) + (lesser.has(number) ? 1 : 0);
    const rows = [...scored].map(([number, score]) => ({ number, score, kind: rankOf(number) }));
    rows.sort((one, other) => one.kind - other.kind || other.score - one.score || one.number - other.number);
    return rows.map(({ number, score }) => ({ number, score }));
  }

  // The words that the reading did not use and that none of the best sections holds.
  function unheldOf(read, groups, held, best, { query: { noise } }) {
    const isHeld = (group) => [...held.get(group).keys()].some((number) => best.has(number));
    const isUsed = ({ terms, written }) => terms.some((term) => read.read.has(String(term))) || noise.includes(written);
    return groups.filter((group) => !isUsed(group) && !isHeld(group)).map(({ written }) => written);
  }

  // Whether a section holds every word of a phrase, given as terms.
  function holdsAll(number, phrase, data) {
    return phrase.split(" ").every((term) =>
      matches({ kind: "word", terms: [term], written: term }, true, data).has(number));
  }

  kb.ranking = { rank, holdsAll };
})();
