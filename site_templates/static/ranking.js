// Which sections a reading finds, and in which order, as kb/search/ranking.py ranks them. Scores are whole numbers, so
// no rounding can part the two engines. Needs field_sets.js, subject.js and reading.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { matches, isHeld, having, within, meet, join, touch, everything, ownDocuments, plainWords, ofPlans, ownPages,
    besideLine } = kb.fieldSets;
  const { baseOf, scoredOf, settledOf } = kb.rankingBase;
  const { conflictsAsked, ownOnQuestion, codesHeld, toldApart } = kb.rankingFirst;
  const { ordered, topicAsked, sectionsOfAsks } = kb.rankingOrder;
  const EMPTY = { order: [], dropped: [], unheld: [], elsewhere: [], loosened: [], withoutQuestion: false,
    naming: new Set(), kindsTold: new Map(), firstTells: [], speaks: false, whole: new Set(), toldOf: [], silent: [], silentPayers: [], unpaired: false, settled: new Set() };

  // Whether two codes are asked about together, and no row of a code page names both.
  function isUnpaired({ table }, held, data) {
    const codes = [...held.keys()].filter((group) => group.kind === "word" && kb.reading.binds(group, data) && kb.reading.namesCode(group, data));
    if (![data.reading.pairs, data.reading.difference[0]].includes(table) || codes.length !== 2) return false;
    return ![...having(data, "row=yes")].some((number) => codes.every((group) => held.get(group).has(number)));
  }

  // The codes without a page that none of the sections found of the plan named holds.
  function silentOn({ absent, groups, scopes }, own, data) {
    const termsOf = (written) => groups.find((group) => group.kind === "any" && !group.negative && group.written === written.toLowerCase())?.terms || [written.toLowerCase()];
    const isNamed = (written) => touch(matches({ kind: "any", terms: termsOf(written) }, true, data), own);
    return scopes.length ? absent.map(({ written }) => written).filter((written) => !isNamed(written)) : [];
  }

  // Whether one of the first results holds the products named; of a plan asked of, one of its entries.
  function firstSpeakOf(both, order, { named }, data) {
    const few = order.slice(0, NEXT_FEW).map(({ number }) => number).filter((number) => both.has(number));
    return named ? few.some((number) => !having(data, "kind=code").has(number)) : few.length > 0;
  }

  // The products that are named: the first results hold them, or a note says that none does.
  function productsNamed(known, binds, data) {
    return known.filter((group) => kb.asks.isProduct(group.written, data) && !binds(group));
  }

  const NEXT_FEW = 4; // results one of which must be of an entry that speaks of a product named

  // What is typed twice counts once.
  function distinct(groups) {
    return [...new Map(groups.map((group) => [keyOf(group), group])).values()];
  }

  const keyOf = ({ kind, terms, written }) => JSON.stringify([kind, terms, written]);

  // Those of all groups of a query that are like some.
  function alike(groups, some) {
    const keys = new Set([...some].map(keyOf));
    return new Set(groups.filter((group) => !group.negative && keys.has(keyOf(group))));
  }

  // Sections but those that one of some hold.
  const without = (sections, unwanted) => (unwanted.length ? new Set([...sections].filter((number) => !unwanted.some((those) => those.has(number)))) : sections);

  // Scores, in which some sections count nothing unless they have one.
  function withAll(sections, scores) {
    for (const number of sections) if (!scores.has(number)) scores.set(number, 0);
    return scores;
  }

  // ---- ranking

  // Sections by number and score, the best first; those of the best kind; and what of the query was not found.
  function rank(read, data) {
    const wanted = distinct(read.groups.filter(({ negative }) => !negative));
    if (!read.groups.length && !read.scopes.length) return EMPTY;
    const kinds = ofKind(read, data);
    const byKind = ({ terms: [term] }) => kinds.get(String(term))?.numbers || new Set();
    const mine = read.named ? ofPlans(read, data) : new Set();
    const beside = read.named ? besideLine(read, data) : new Set();
    const pages = read.named ? ownPages(read, data) : new Set();
    const inside = () => (read.named ? join(mine, pages, beside, codePages(read, data)) : everything(data));
    const unwanted = read.groups.filter(({ negative }) => negative).map((group) => matches(group, true, data));
    const allowed = without(read.outside ? pages : inside(), unwanted);
    const asked = topicAsked(read);
    const topic = asked ? having(data, `topic=${asked}`) : new Set();
    const settled = settledOf(read, wanted, meet(meet(allowed, mine), topic), data);
    if (read.askedBy.size && data.missing.size) return EMPTY; // what is missing tells whether the others are needed
    const known = wanted.filter((group) => settled.has(group) || isHeld(group, data) || byKind(group).size);
    const alone = known.filter(({ kind }) => kind !== "facet").length === 1;
    const lookedFor = wanted.filter((group) => !settled.has(group));
    const held = new Map(lookedFor.map((group) => [group, withAll(byKind(group), matches(group, alone, data))]));
    const nowhere = wanted.filter((group) => !known.includes(group));
    const binds = (group) => kb.reading.binds(group, data);
    let [base, loosened, isApart] = baseOf(allowed, known.filter(binds), held, data);
    let ranking = known.filter((group) => !binds(group) || loosened.includes(group));
    const holds = (group) => touch(held.get(group), base);
    if (!known.length || (ranking.length && !known.some(binds) && !ranking.some(holds))) {
      base = wanted.length ? new Set() : base;
    }
    const documents = ownDocuments(read, data);
    const isOfSeveral = !read.codes.length && new Set(kb.fieldSets.numbersOf(read, data)).size > 1;
    if (isOfSeveral) base = join(base, meet(documents, allowed)); // each of the documents, not what names all of them
    const own = meet(ownOnQuestion(read, base, mine, topicAsked(read), data), allowed);
    if (own.size && read.absent.length && !codesHeld(read).length) {
      const isGone = (group) => kb.reading.namesCode(group, data) && group.kind !== "facet" && !loosened.includes(group);
      loosened = [...loosened, ...known.filter(isGone)];
      ranking = known.filter((group) => !binds(group) || loosened.includes(group));
    }
    base = join(base, own);
    const scoring = known.filter((group) => group.kind !== "facet" && !settled.has(group));
    let scored = scoredOf(base, scoring, held, loosened, data);
    if (!scored.size && (read.scopes.length || read.beside.length)) {
      scored = new Map([...meet(allowed, join(mine, beside))].map((number) => [number, 0]));
    }
    const telling = sectionsOfAsks(read, join(mine, pages, beside), data);
    withAll(meet(join(...telling.values(), toldApart(read, data)), allowed), scored);
    const isBound = wanted.some((group) => binds(group) || group.kind === "value");
    if (read.question && !read.isWeak && !isBound) {
      const onQuestion = meet(read.named ? meet(mine, topic) : topic, allowed);
      if (!touch(scored, onQuestion)) withAll(onQuestion, scored);
    }
    const onTopic = meet(scored, topic);
    const its = (mine.size ? touch(onTopic, mine) : onTopic.size > 0);
    // The rows that print an amount asked about answer, whoever they are of.
    const isPriced = known.some(({ terms: [term] }) => String(term).startsWith("$"));
    const plain = plainWords(read, ranking, data);
    const bothSides = conflictsAsked(read, topic, plain.map((group) => held.get(group)), join(mine, beside), data);
    const leading = kb.rankingWords.leadingOf(read, scored, mine, topic, plain.map((group) => held.get(group)), data);
    const products = productsNamed(known, binds, data);
    const isOnDiagnosis = wanted.some(({ written }) => new RegExp(`^(?:${data.reading.diagnosis})$`, "u").test(written));
    const ownPlan = products.length && read.named ? meet(base, mine) : base;
    const ofPlan = documents.size ? meet(ownPlan, documents) : ownPlan;
    const both = products.length ? products.reduce((so, group) => meet(so, held.get(group)), ofPlan) : new Set();
    const ofProduct = products.length && (read.codes.length || read.question || isOnDiagnosis) ? meet(both, within(data, "title", products.flatMap(({ terms }) => terms))) : new Set();
    const onBoth = meet(ofProduct, topic);
    const ofAsks = join(...telling.values());
    const further = join(bothSides, leading, documents);
    const best = join(onTopic.size ? onTopic : scored, meet(further, scored));
    const order = ordered(read, scored, { bothSides: join(bothSides, leading), topic, onTopic, whose: join(mine, pages), telling: ofAsks.size ? ofAsks : onBoth.size ? onBoth : ofProduct, said: plain.map((group) => held.get(group)), byPlan: settled.size ? read.scopes : [] }, data);
    const isPlanAlone = read.scopes.length && !(read.question || read.codes.length || read.asks.length || read.classOfCodes);
    const unheld = unheldOf(read, [...nowhere, ...ranking], held, isPlanAlone ? meet(best, mine) : best, data);
    unheld.push(...products.filter((group) => !unheld.includes(group) && !firstSpeakOf(both.size ? both : meet(ofPlan, held.get(group)), order, read, data)));
    const isFound = (group) => touch(held.get(group), scored);
    const isOfWhom = read.named && read.scopes.length ? (group) => touch(held.get(group), meet(mine, scored)) : isFound;
    const naming = within(data, "named", read.absent.map(({ written }) => written.toLowerCase()));
    return {
      order,
      dropped: nowhere.map(({ written }) => written),
      unheld: unheld.map(({ written }) => written),
      elsewhere: unheld.filter(isOfWhom).map(({ written }) => written),
      loosened: loosened.map(({ written }) => written),
      withoutQuestion: Boolean(read.question && !its && !isPriced), apart: isApart,
      kindsTold: new Map([...kinds].filter(([, { numbers }]) => order.length && numbers.has(order[0].number)).map(([code, { called }]) => [code, called])),
      naming, firstTells: toldFirst(read, order, naming, data),
      informing: informing(read, order, meet(topic, mine), plain.map(({ terms }) => within(data, "title", terms)), data),
      speaks: touch(documents, scored) || plain.some(isFound),
      settled: alike(read.groups, settled),
      whole: kb.subject.groups(read, data).reduce((so, group) => meet(so, held.get(group) || matches(group, alone, data)), scored),
      unpaired: isUnpaired(read, held, data),
      silentPayers: read.question ? kb.fieldSets.payersWithout(read, onTopic, data) : [],
      silent: silentOn(read, meet(mine, scored), data),
      toldOf: [...telling].filter(([, those]) => touch(those, scored)).map(([key]) => key),
    };
  }

  // By code without a page its kind, such as Q codes, and the sections of the plans asked of that name that.
  function ofKind(read, data) {
    const isKind = (pattern) => read.scopes.length || (pattern === data.reading.unlisted[0] && !read.named);
    return new Map(read.absent.map(({ written }) => written.toLowerCase()).flatMap((code) => data.codeKinds
      .filter(([pattern]) => isKind(pattern) && new RegExp(`^(?:${pattern})$`, "u").test(code))
      .map(([, called, terms, field]) => [code, { called, numbers: terms.split(" ").reduce((so, term) => meet(so, within(data, field, [term])), ofPlans(read, data)) }])));
  }

  // The code pages that may be shown: of a plan that is not held those that plans_beside.js keeps.
  function codePages(read, data) {
    return read.scopes.length ? having(data, "kind=code") : kb.late("plansBeside", "plans").codePages(read, data);
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

  // The words that the reading did not use and that none of the best sections holds.
  function unheldOf(read, groups, held, best, data) {
    const untold = kb.query.untold(read.groups, data);
    const isUntold = ({ written, terms: [term] }) => untold.has(written) || String(term).startsWith("~@");
    const isInBest = (group) => touch(held.get(group), best);
    const isUsed = ({ terms, written }) => [...terms, written].some((term) => read.read.has(String(term)));
    return groups.filter((group) => !isUsed(group) && !isUntold(group) && !isInBest(group));
  }

  kb.ranking = { EMPTY, rank };
})();
