// Which sections a reading finds, and in which order, as kb/search/ranking.py ranks them. Scores are whole numbers, so
// no rounding can part the two engines. Needs field_sets.js, subject.js and reading.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { matches, having, holding, within, meet, join, everything, ownDocuments, plainWords, ofPlans, ownPages,
    besideLine } = kb.fieldSets;
  const FEWEST = 2; // codes that a section should have where none has all that are asked for
  const OLD = ["status=old", "status=superseded"];
  const MOST_WORDS = 3; // words of a title that count
  const EMPTY = { order: [], best: new Set(), dropped: [], unheld: [], elsewhere: [], loosened: [], withoutQuestion: false,
    naming: new Set(), kindsTold: new Map(), firstTells: [], speaks: false, whole: new Set(), toldOf: [] };

  // The question whose sections come first; coverage where a plan and a code are named without one.
  function topicAsked(read) {
    return read.question || (read.scopes.length && (read.codes.length || read.classOfCodes) ? "coverage" : "");
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
    const kinds = ofKind(read, data);
    const byKind = ({ terms: [term] }) => kinds.get(String(term))?.numbers || new Set();
    const known = wanted.filter((group) => matches(group, true, data).size || byKind(group).size);
    const alone = known.filter(({ kind }) => kind !== "facet").length === 1;
    const held = new Map(wanted.map((group) => [group, new Map([...[...byKind(group)].map((number) => [number, 0]), ...matches(group, alone, data)])]));
    const nowhere = wanted.filter((group) => !known.includes(group));
    const binds = (group) => kb.reading.binds(group, data);
    const mine = read.named ? ofPlans(read, data) : new Set();
    const beside = read.named ? besideLine(read, data) : new Set();
    const pages = read.named ? ownPages(read, data) : new Set();
    const inside = () => (read.named ? join(mine, pages, beside, codePages(read, data)) : everything(data));
    const allowed = read.outside ? new Set(pages) : inside();
    const unwanted = read.groups.filter(({ negative }) => negative).flatMap((group) => [...matches(group, true, data).keys()]);
    for (const number of unwanted) allowed.delete(number);
    const fieldOf = new Set(allowed);
    let [base, loosened, isApart] = baseOf(allowed, known.filter(binds), held, data);
    let ranking = known.filter((group) => !binds(group) || loosened.includes(group));
    const holds = (group) => [...held.get(group).keys()].some((number) => base.has(number));
    if (!known.length || (ranking.length && !known.some(binds) && !ranking.some(holds))) {
      base = wanted.length ? new Set() : base;
    }
    const own = meet(ownOnQuestion(read, base, mine, data), fieldOf);
    if (own.size) {
      const isGone = (group) => kb.reading.namesCode(group, data) && group.kind !== "facet" && !loosened.includes(group);
      loosened = [...loosened, ...known.filter(isGone)];
      ranking = known.filter((group) => !binds(group) || loosened.includes(group));
      base = join(base, own);
    }
    const said = known.filter(({ kind }) => kind !== "facet");
    let scored = scoredOf(base, said, held, loosened, data);
    if (!scored.size && (read.scopes.length || read.beside.length)) {
      scored = new Map([...meet(allowed, join(mine, beside))].map((number) => [number, 0]));
    }
    const telling = sectionsOfAsks(read, join(mine, pages, beside), data);
    for (const number of meet(join(...telling.values()), fieldOf)) if (!scored.has(number)) scored.set(number, 0);
    const asked = topicAsked(read);
    const topic = asked ? having(data, `topic=${asked}`) : new Set();
    const onTopic = meet(new Set(scored.keys()), topic);
    const its = (mine.size ? [...onTopic].some((number) => mine.has(number)) : onTopic.size > 0);
    // The rows that print an amount asked about answer, whoever they are of.
    const isPriced = known.some(({ terms: [term] }) => String(term).startsWith("$"));
    const plain = plainWords(read, ranking, data);
    const bothSides = conflictsAsked(read, topic, plain.map((group) => held.get(group)), join(mine, beside), data);
    const best = join(onTopic.size ? onTopic : new Set(scored.keys()), meet(join(bothSides, ownDocuments(read, data)), new Set(scored.keys())));
    const order = ordered(read, scored, { bothSides, topic, onTopic, whose: join(mine, pages), telling: join(...telling.values()), said: plain.map((group) => held.get(group)) }, data);
    const unheld = unheldOf(read, [...nowhere, ...ranking], held, best, data);
    const isFound = (group) => [...held.get(group).keys()].some((number) => scored.has(number));
    const naming = within(data, "named", read.absent.map(({ written }) => written.toLowerCase()));
    return {
      order, best,
      dropped: nowhere.map(({ written }) => written),
      unheld: unheld.map(({ written }) => written),
      elsewhere: unheld.filter(isFound).map(({ written }) => written),
      loosened: loosened.map(({ written }) => written),
      withoutQuestion: Boolean(read.question && !its && !isPriced), apart: isApart,
      kindsTold: new Map([...kinds].filter(([, { numbers }]) => order.length && numbers.has(order[0].number)).map(([code, { called }]) => [code, called])),
      naming, firstTells: toldFirst(read, order, naming, data),
      informing: informing(read, order, meet(topic, mine), plain.map(({ terms }) => within(data, "title", terms)), data),
      speaks: [...ownDocuments(read, data)].some((number) => scored.has(number)) || plain.some(isFound),
      whole: kb.subject.groups(read, data).reduce((so, group) => meet(so, held.get(group) || matches(group, alone, data)), new Set(scored.keys())),
      toldOf: [...telling].filter(([, those]) => meet(those, new Set(scored.keys())).size).map(([key]) => key),
    };
  }

  // By code without a page its kind, such as Q codes, and the sections of the plans asked of that name that.
  function ofKind(read, data) {
    const absent = read.scopes.length ? read.absent.map(({ written }) => written.toLowerCase()) : [];
    return new Map(absent.flatMap((code) => data.codeKinds.filter(([pattern]) => new RegExp(`^(?:${pattern})$`, "u").test(code))
      .map(([, called, terms]) => [code, { called, numbers: meet(holding(terms, data), ofPlans(read, data)) }])));
  }

  // The code pages that may be shown: without what they tell of payers where a plan is named that is not held, but for the
  // rows that name it; only those on the question where no code is named, and none beside the number of a document.
  function codePages({ scopes, beside, codes, question, groups, payers }, data) {
    const pages = having(data, "kind=code");
    if (scopes.length) return pages;
    if (!codes.length && groups.some(({ terms: [term] }) => String(term).startsWith("#"))) return new Set();
    const others = groups.map(({ terms: [term] }) => String(term)).filter((term) => term.startsWith("~!"));
    const naming = (terms) => new Set(matches({ kind: "concept", terms }, true, data).keys());
    const kept = join(naming(others), meet(naming(payers.map((payer) => `~${payer}`)), having(data, "row=yes")));
    const ofOthers = having(data, "section=observed-amounts", "of=medicare");
    const own = new Set([...pages].filter((number) => !ofOthers.has(number) || kept.has(number)));
    return beside.length || codes.length || !question ? own : meet(own, having(data, `topic=${question}`));
  }

  function isMedicare(payers) {
    return payers.length > 0 && payers.every((payer) => payer === "medicare");
  }

  // The codes without a page that the first result names as its own, or that it is a row on.
  function toldFirst({ absent, question, named, payers }, order, naming, data) {
    if (!order.length) return [];
    const [{ number }] = order;
    const isRow = ["", "billing"].includes(question) && (!named || isMedicare(payers)) && having(data, "row=yes").has(number);
    return absent.map(({ written }) => written).filter((written) =>
      naming.has(number) || (isRow && matches({ kind: "word", terms: [written.toLowerCase()] }, true, data).has(number)));
  }

  // The section of the plan named on the subject that a query names beside a code.
  function informing(read, order, onTopic, titled, data) {
    if (!read.codes.length || !read.scopes.length || topicAsked(read) !== "coverage" || !titled.length) return undefined;
    const informs = meet(having(data, "informs=only"), onTopic);
    const counted = order.filter(({ number }) => informs.has(number)).map(({ number }) =>
      ({ number, count: titled.filter((those) => those.has(number)).length }));
    const most = Math.max(0, ...counted.map(({ count }) => count));
    return most ? counted.find(({ count }) => count === most).number : undefined;
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
  function firstOfAll({ table, question, named, payers, scopes, codes, groups }, topic, said, data) {
    const rows = having(data, "row=yes");
    if (table) {
      const asked = having(data, `section=${table}`);
      return [asked, table === data.reading.pairs ? meet(asked, rows) : new Set()];
    }
    if (question === "benchmarks") {
      const ofPayers = () => matches({ kind: "concept", terms: payers.map((payer) => `~${payer}`) }, false, data);
      return [namedIn(named ? meet(meet(rows, topic), ofPayers()) : meet(rows, topic), said), new Set()];
    }
    // What speaks of a payer that is named and has no plan here, else the summaries of codes.
    if (named && !scopes.length && !payers.length && codes.length) {
      const naming = groups.filter(({ terms }) => String(terms[0]).startsWith("~!")).flatMap((group) => [...matches(group, true, data).keys()]);
      const said = new Set(naming.filter((number) => !rows.has(number)));
      return [said.size ? said : having(data, "section=summary"), new Set()];
    }
    return [new Set(), new Set()];
  }

  // The rows that hold most of the words that only rank, such as a hospital's name, if that is two or more.
  function namedIn(rows, said) {
    const held = new Map([...rows].map((number) => [number, said.filter((word) => word.has(number)).length]));
    const most = Math.max(0, ...held.values());
    return new Set([...rows].filter((number) => most >= FEWEST && held.get(number) === most));
  }

  // The sections on conflicts that hold the words of a query which nothing of the plan on the question holds.
  function conflictsAsked({ named }, topic, said, plans, data) {
    const lacking = named && topic.size ? said.filter((word) => !meet(new Set(word.keys()), meet(topic, plans)).size) : [];
    return lacking.length ? lacking.reduce(meet, meet(plans, having(data, "section=conflicts"))) : new Set();
  }

  // The plan's sections on the question, where none is among those found for a code without a page: a time limit is one
  // for every code; any other rule counts where it is on drugs and the code is one of a drug.
  function ownOnQuestion({ named, scopes, question, absent }, found, mine, data) {
    if (!(named && scopes.length && question && absent.length) || meet(found, mine).size) return new Set();
    const on = meet(mine, having(data, `topic=${question}`));
    if (data.reading.timedQuestions.includes(question)) return on;
    const [pattern, terms] = data.reading.drug;
    const isDrug = absent.some(({ written }) => new RegExp(`^(?:${pattern})$`, "u").test(written.toLowerCase()));
    return isDrug ? meet(on, within(data, "word", terms)) : new Set();
  }

  // The rows of a fee schedule that come from files of other years than the one asked of.
  function ofOtherYears({ question, day, lastDay }, data) {
    if (question !== "benchmarks" || !day) return new Set();
    const asked = having(data, ...[day, lastDay].map((one) => `file-year=${one.slice(0, 4)}`));
    const rows = meet(having(data, "section=fee-schedule"), having(data, "row=yes"));
    return new Set([...rows].filter((number) => !asked.has(number)));
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

  // By what is asked for the sections of the plans that tell of it, on the question if one is put. What changed in a
  // document that is named by its number is told by sections that have the number.
  function sectionsOfAsks(read, plans, data) {
    const mine = read.named ? plans : everything(data);
    const on = read.question && !read.isWeak ? having(data, `topic=${read.question}`) : mine;
    const numbers = kb.documentNumbers.numbersAsked(read, data);
    const ofNumbers = numbers.length ? join(...numbers.map((group) => new Set(matches(group, true, data).keys()))) : mine;
    return new Map(kb.asks.kindsOf(read.asks, data).map(({ key, words }) => {
      const isContact = data.reading.asks.contacts.includes(key);
      const found = isContact ? having(data, `contact=${key}`) : join(...(words[0] || []).map((phrase) => holding(phrase, data)));
      if (key === "opps") return [key, meet(found, having(data, "kind=code"))];
      return [key, meet(meet(found, mine), words.length ? meet(on, ofNumbers) : on)];
    }));
  }

  // What comes after its like: of several plans what has no answer; sections on conflicts, unless they are asked for;
  // what decides nothing for a code; what a newer edition may have replaced.
  function lesserOf({ groups, codes, classOfCodes, named, scopes, lines, asksNewest }) {
    const isOnCodes = codes.length > 0 || classOfCodes !== "";
    const isAsked = groups.some(({ terms }) => terms.includes("conflict"));
    return [...(scopes.length > 1 && named && !lines.length ? ["known=no"] : []), ...(isAsked ? [] : ["section=conflicts"]), ...(isOnCodes ? ["informs=only"] : []),
      ...((isOnCodes && named) || asksNewest ? OLD : [])];
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
  function ordered(read, scored, { topic, onTopic, whose, said, telling, bothSides }, data) {
    const above = firstOfAll(read, onTopic, said, data);
    const own = ownDocuments(read, data);
    const further = having(data, ...read.further.map((key) => `topic=${key}`));
    const titled = titledOf(read, data);
    const coverage = titled.size ? having(data, "topic=coverage") : new Set();
    const after = kb.fieldSets.laterOfContractor(read, data);
    const spoken = read.codes.length || read.named ? read.alike.map((phrases) => join(...phrases.map((one) => holding(one, data)))) : [];
    const [before, lesser] = [kb.fieldSets.neutral(read, data), having(data, ...lesserOf(read))];
    const otherYears = ofOtherYears(read, data);
    const rankOf = (number) => {
      const words = titled.get(number) || 0;
      let so = [telling, ...above, own, bothSides].reduce((told, set) => told * 2 + (set.has(number) ? 0 : 1), 0);
      so = so * 2 + (otherYears.has(number) ? 1 : 0);
      so = so * 3 + (topic.has(number) ? 0 : further.has(number) ? 1 : 2);
      so = so * 2 + (whose.has(number) ? 0 : 1);
      so = (so * (MOST_WORDS + 1) + MOST_WORDS - words) * 2 + (words && !coverage.has(number) ? 1 : 0);
      for (const set of after) so = so * 2 + (set.has(number) ? 1 : 0);
      so = so * (spoken.length + 1) + spoken.filter((set) => !set.has(number)).length;
      return so * 4 + (before.has(number) ? 0 : 2) + (lesser.has(number) ? 1 : 0);
    };
    const rows = [...scored].map(([number, score]) => ({ number, score, kind: rankOf(number) }));
    rows.sort((one, other) => one.kind - other.kind || other.score - one.score || one.number - other.number);
    const order = rows.map(({ number, score }) => ({ number, score }));
    return own.size || read.named || !read.codes.length ? order : notSupersededFirst(order, data);
  }

  // With the first section that was not superseded before those that were.
  function notSupersededFirst(order, data) {
    const superseded = having(data, "status=superseded");
    const first = order.find(({ number }) => !superseded.has(number));
    return first ? [first, ...order.filter((one) => one !== first)] : order;
  }

  // The words that the reading did not use and that none of the best sections holds.
  function unheldOf(read, groups, held, best, data) {
    const untold = kb.query.untold(read.groups, data);
    const isUntold = ({ written, terms: [term] }) => untold.has(written) || String(term).startsWith("~@");
    const isHeld = (group) => [...held.get(group).keys()].some((number) => best.has(number));
    const isUsed = ({ terms, written }) => [...terms, written].some((term) => read.read.has(String(term)));
    return groups.filter((group) => !isUsed(group) && !isUntold(group) && !isHeld(group));
  }

  kb.ranking = { EMPTY, rank };
})();
