// Finds sections: the same hits in the same order with equal scores as kb/search/find.py. Needs reading.js, fitting.js,
// leading.js, headline.js, store.js and excerpt.js before it. Each step stops where the index misses a file: what would follow from half the
// facts would only ask for files that nobody needs.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { section } = kb.store;
  const { order: nothing, ...EMPTY } = kb.ranking.EMPTY;
  const STOPPED = { ...kb.reading.EMPTY, ...EMPTY, ranked: nothing, told: [] };

  const firstTold = () => kb.late("firstTold", "spoken");

  // The number and score of every hit, as far as the index is here, and how the query was read; `told` is what a reader
  // must know first.
  kb.rank = function (data, typed, today = kb.clock ? kb.clock.today : "2000-01-01") {
    const [placed, inOrder, added] = fittedTo(typed, data, today);
    if (data.missing.size) return STOPPED;
    const [fitted, { order, ...found }] = kb.firstEntry.heldThere(placed, inOrder, data);
    if (data.missing.size) return STOPPED;
    const first = order[0]?.number;
    const [excepted, exception] = kb.headline.withException(fitted, first, data);
    const earlier = kb.editions.ruleBefore(excepted, order, data);
    const [read, then] = kb.headline.withException(excepted, earlier?.number, data);
    const document = first === undefined ? undefined : section(first, data);
    const across = !fitted.asks.length && fitted.dimensions.length ? firstTold().crossed(fitted, first, data) : "";
    const elsewhere = kb.documentNumbers.elsewhere(read, data);
    const ofRevision = first === undefined ? [] : elsewhere.onRevision(read, first, data);
    // Another revision's day is no answer for the one asked of, nor that of an entry on something else than a class of codes.
    const isOffClass = read.classTerms.length && !read.codes.length && !read.classTerms.some((term) => kb.store.hasTerm(first, term, "title", data));
    const isOther = isOffClass || ofRevision.length || read.mentioned.length || elsewhere.nowhere(read, found, data).length;
    const asks = read.asks.filter(({ key }) => key !== "changes");
    const leadingRead = isOther ? { ...read, asks, asksEffective: false, asksNewest: false } : read;
    const hospitals = document && read.asks.some(({ key }) => key === "hospital") ? kb.late("rankingAsks", "asks") : null;
    const ofHospitals = hospitals ? [...hospitals.withoutRow(read, data), ...hospitals.onFigures(read, first, data)] : [];
    const onYearless = first !== undefined && read.yearless.length ? kb.late("editionsTold", "days").onYearless(read, first, data) : [];
    const there = first === undefined ? [] : [...onYearless, ...ofHospitals, ...(found.there.length ? firstTold().saidThere(read, found.there, first, data) : [])];
    const ofVersions = first === undefined ? [] : elsewhere.onVersions(read, first, data);
    const quoted = kb.spokenElsewhere.onAbsent(read, document, data);
    const leading = [...added.values(), ...(exception ? [exception] : []), ...quoted.map(({ told }) => told), ...kb.spokenElsewhere.withoutTable(read, document, data), ...(areCompared(read, data) ? kb.late("compared", "plans").withoutEntry(read, data) : []), ...kb.spokenElsewhere.onUnpaired(read, order, found, data), ...there, ...elsewhere.onMentioned(read, order, data), ...ofRevision, ...ofVersions,
      ...kb.leading.onLeading(leadingRead, { order, ...found }, data)];
    const beside = kb.editions.outOfForceBeside(read, order, data);
    const ofDay = [...(first === undefined ? [] : onFirst(read, first, data, today, earlier?.section)), ...(then ? [then] : []), ...kb.editions.toldOutOfForce(read, beside, data), ...(read.day ? kb.late("ruleBehind", "days").onRuleBehind(read, order, data) : [])];
    const { off, told: spoken, onPage } = kb.spokenElsewhere.spoken(read, order, found, data);
    const held = new Map([...elsewhere.told(read, found, data), ...(mayBeDiagnosis(read, data) ? kb.late("diagnoses", "exact").told(read, data) : [])]);
    const isPlans = first !== undefined && section(first, data)?.kind === "entry";
    const range = rangeOf(first, data);
    const example = /for example within ([0-9A-Z]{5})-([0-9A-Z]{5})/.exec((first !== undefined && section(first, data)?.text) || "")?.slice(1) || [];
    const told = kb.notesText.whatToKnow(read, found, { across, leading, isPlans, held, ofDay, range, spoken, isToCome: read.day > today, product: titledProduct(read, first, data), example, quoted: quoted.map(({ written }) => written), isQuoted: areTold(read, quoted), onPage }, data);
    if (data.missing.size) return STOPPED;
    const ranked = order.map(({ number, score }) => ({ number, score: score / data.scale }));
    return { ...kb.editions.noneThen(kb.editions.asOfThen(read, first, data, today), beside, data), ...found, told, ranked, isOff: off.size > 0 && !read.codes.length };
  };

  // The reading, what it finds, and by code what is told of products asked about by code, too: so they are where a plan named
  // has no entry on them, and a rule on a range of codes, or on the code, comes first. Stops where files are missing.
  function fittedTo(typed, data, today) {
    const none = new Map();
    const given = kb.reading.read(typed, data, today);
    if (data.missing.size) return [given, EMPTY, none];
    const added = kb.spokenElsewhere.codesOfProducts(given, data);
    if (data.missing.size || !added.size) return data.missing.size ? [given, EMPTY, none] : [...kb.fitting.fitted(given, data), none];
    const byCode = kb.reading.read([typed, ...added.keys()].join(" "), data, today);
    if (data.missing.size) return [given, EMPTY, none];
    const [read, ranked] = kb.fitting.fitted(byCode, data);
    const first = ranked.order[0]?.number;
    const named = kb.fieldSets.within(data, "named", [...added.keys()].map((code) => code.toLowerCase()));
    const isOn = first !== undefined && (rangeOf(first, data) || (named.has(first) && !kb.fieldSets.having(data, "kind=code").has(first)));
    if (!isOn && !data.missing.size) return [...kb.fitting.fitted(given, data), none];
    const products = kb.spokenElsewhere.productsIn(given, data).map(([{ written }]) => written);
    return [read, { ...ranked, unheld: ranked.unheld.filter((word) => !products.includes(word)) }, added];
  }

  // The range of codes that a section is on; empty for none.
  function rangeOf(first, data) {
    const reach = (first !== undefined && section(first, data)?.reach) || "";
    return /^[0-9A-Z]{5}(?: to |[-\u2013])[0-9A-Z]{5}$/.test(reach) ? reach : "";
  }

  // Whether a therapy is named beside several payers, or licensees, and no code.
  function areCompared(read, data) {
    if (read.codes.length || read.asks.length || !kb.spokenElsewhere.isOfSeveral(read, data)) return false;
    return kb.spokenElsewhere.namesTherapy(read, data);
  }

  // Whether something on the question is quoted of each of the codes.
  function areTold({ codes, absent }, quoted) {
    return quoted.length > 0 && quoted.length === codes.length && codes.length === absent.length && quoted.every(({ isOn }) => isOn);
  }

  // The product that is named and that the title of the first result has.
  function titledProduct({ groups }, first, data) {
    const isTitled = ({ written, terms }) => kb.asks.isProduct(written, data) && terms.some((term) => kb.store.hasTerm(first, term, "title", data));
    return groups.find(isTitled)?.written || "";
  }

  // Whether a word has the form of a diagnosis.
  function mayBeDiagnosis({ groups }, { reading: { diagnosis, dotless } }) {
    return groups.some(({ written }) => new RegExp(`^(?:${diagnosis}|${dotless})$`, "u").test(written));
  }

  // What the entry of the first result leaves open on the day asked of, and where its sources disagree.
  function onFirst(read, first, data, today, earlier) {
    const ofDay = kb.editions.onEditions(read, first, data, today, earlier);
    const conflicts = read.asks.length || ofDay.length ? [] : kb.firstEntry.onConflicts(read, first, data);
    const isOfStart = read.asksStart && !read.limits.length;
    return [...ofDay, ...(isOfStart ? firstTold().onStarts(read, first, data) : []), ...conflicts];
  }

  // What is typed to hits, as far as the index is here: all of them by number and score in `ranked`, in the order that
  // `arrange` gives them, and the first `limit` as they are shown: a number, or what gives it by how the query was read.
  kb.search = function (data, typed, limit, arrange = (found) => found, today = undefined) {
    const found = kb.rank(data, typed, today);
    const order = arrange(found.ranked, data, found);
    const shown = data.missing.size ? [] : order.slice(0, typeof limit === "function" ? limit(found) : limit);
    // Where no code of the query has a page, the value of a hit answers for other codes, and is not shown.
    const isElsewhere = found.codes.length && found.codes.every((code) => found.absent.some(({ written }) => written === code));
    const now = today || (kb.clock ? kb.clock.today : "2000-01-01");
    const mentioning = kb.documentNumbers.elsewhere(found, data).sectionsMentioning(found, data);
    const documentOf = (number) => {
      const held = section(number, data);
      if (!held) return held;
      const isOther = isElsewhere && !found.naming.has(number);
      // Nor is that of a plan that was not asked of; a value of today is marked so where another day is asked of.
      if (isOther || found.isOff || mentioning.has(number) || found.beside.some((scope) => held.entry.startsWith(`${scope}/`))) return { ...held, value: "" };
      return { ...held, value: kb.editions.datedValue({ ...held, value: kb.headline.valueOf(held, number, found, data) }, found, now, data) };
    };
    const held = shown.map(({ number, score }) => ({ number, score, document: documentOf(number) }));
    const isHere = !data.missing.size;
    const hits = isHere ? held.map((hit, at) => ({ ...hit, ...kb.excerpt.show(hit, found, at === 0, data) })) : [];
    return { ...found, ranked: order, hits, total: order.length };
  };
})();
