// What a reader must know before the results, as kb/search/notes.py says it: what is named and not held, what was let
// go, what nothing read.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const ELSEWHERE = "; other sections of this library do.";
  const OTHERWISE = "; other words may say it.";
  const TO_COME = " That day is to come: a rule may change before it.";
  const NOT_HERE = / is not in this library\.$|^This library (?:has|knows) no /; // told before all else
  const named = (words) => `the ${words.every((word) => word.startsWith("$")) ? "amount" : "word"}${words.length > 1 ? "s" : ""} ${quoted(words)}`;
  const quoted = (words) => words.map((word) => `“${word}”`).join(" or ");

  // The sentences that stand before the results, the gravest first; `across` is what `crossed` gave, `leading` are those
  // on the first result. `isPlans`: it is a plan's, and no code page or payer page. `held` tells of the
  // numbers, as typed, that other plans have, `ofDay` what the edition of the first result leaves open on the day asked of.
  function whatToKnow(read, ranked, { across, leading, isPlans, held, ofDay, range, spoken, isToCome, product, example, quoted: quotedCodes, isQuoted, onPage }, data) {
    const { titles } = data.reading;
    const who = read.named && read.scopes.length ? read.planLabel : "";
    const absent = read.absent.map(({ written }) => written);
    const isAbsent = (word) => absent.includes(word.toUpperCase()) || held.has(word) || spoken.has(word) || read.mentioned.includes(word);
    const gone = ranked.loosened.filter((word) => !isAbsent(word) && read.table !== data.reading.difference[0]);
    const isElsewhere = read.named && !read.scopes.length && !read.beside.length;
    // Words beside a code of a pair, but products, tell what it is, and no descriptor of a code is kept here.
    const describes = read.table === data.reading.pairs && read.absent.length > 0;
    const isTold = (word) => !describes || kb.asks.isProduct(word, data);
    const words = (isElsewhere ? [] : ranked.unheld).filter((word) => isTold(word) && !isAbsent(word) && !ranked.loosened.includes(word));
    const of = who ? ` of ${who}` : "";
    const undated = `No answer is given: “${read.undated}” could not be read as a date. What follows is of today.`;
    const { peer } = data.reading.intent;
    const isPeer = read.dimensions.some(([name, number]) => name === peer[0] && number === peer[1]);
    const question = isPeer ? " for a peer-to-peer" : read.question && !read.isWeak ? ` for ${titles[read.question].toLowerCase()}` : "";
    const about = `${question}${read.codes.length ? ` of ${read.codes.join(", ")}` : ""}`;
    const missing = [true, false].map((isFirst) => read.missing.filter((one) => NOT_HERE.test(one) === isFirst));
    const outside = kb.asks.kindsOf(read.asks, data).map((kind) => kind.outside);
    const asked = kb.asks.told(read.asks, ranked.toldOf, { who: read.named ? read.planLabel : "", about }, data);
    const [first, then] = [true, false].map((isOutside) => asked.filter((one) => outside.includes(one) === isOutside));
    const told = [...first, ...missing[0], ...then, ...leading, ...(read.undated ? [undated] : []), ...missing[1], ...ofDay];
    if (who && read.question && ranked.withoutQuestion && !read.outside && !isQuoted) {
      const numbers = read.groups.filter(({ terms: [term] }) => String(term).startsWith("#")).map(({ written }) => written.toUpperCase());
      const on = [titles[read.question].toLowerCase(), ...(read.codes.length ? [`of ${read.codes.join(" and ")}`] : []), ...numbers.map((number) => `in ${number}`)].join(" ");
      told.push(onPage ? `No entry of ${who} is on ${on}. ${onPage}` : `Nothing of ${who} on ${on} is recorded in this library.`);
    } else if (ranked.silentPayers.length && read.question && !read.outside) {
      const names = ranked.silentPayers.map((payer) => data.reading.plans.payers[payer]);
      told.push(`Nothing of ${names.join(" or ")} on ${titles[read.question].toLowerCase()} is recorded in this library.`);
    }
    const silent = ranked.silent.filter((code) => !ranked.kindsTold.has(code.toLowerCase()));
    if (who && silent.length && !read.question) told.push(`Nothing of ${who} on ${silent.join(" or ")} is recorded in this library.`);
    const isAskedAlone = read.question && !read.table && (read.codes.length || !read.classOfCodes);
    if (!read.named && isPlans && (isAskedAlone || read.codes.length)) {
      told.push("No plan is named: each result speaks only for the plan in its title.");
    }
    const [from, to] = example;
    const tellsOf = (code) => (from <= code && code <= to
      ? `the first result is about codes within ${from}-${to}, and does not say whether it is one of them`
      : range ? `the first result is about ${range}, a range that it falls in` : "the first result is about it");
    for (const { written, told: what, so, near } of read.absent) {
      const isBelow = !ranked.loosened.includes(written.toLowerCase());
      const kind = ranked.kindsTold.get(written.toLowerCase());
      const andOfIt = quotedCodes.includes(written) ? "; what it says of this code is quoted above" : ", not of it";
      const ofKind = kind && !ranked.firstTells.includes(written) ? `the first result speaks of ${kind} in general${andOfIt}` : "";
      const ofProduct = product && `the first result is about ${product}, by its name`;
      const below = ofKind || (ranked.firstTells.includes(written) ? tellsOf(written.toUpperCase()) : ofProduct || (isBelow ? so : "what follows does not name it"));
      told.push(`${what}: ${below}.${near.length ? ` Near it: ${near.join(", ")}.` : ""}`);
    }
    if (ranked.unpaired) told.push(`Data not available: no row of code pairs here names ${read.codes.join(" and ")} together.`);
    told.push(...held.values(), ...[...spoken.values()].filter(Boolean));
    const isHere = !of && !gone.some((word) => ranked.dropped.includes(word));
    if (gone.length && isHere) told.push(`What follows does not speak of ${quoted(gone)}${ELSEWHERE}`);
    else if (gone.length) told.push(`Nothing${of} here speaks of ${quoted(gone)}: what follows does not.`);
    if (ranked.apart) {
      told.push("Nothing here speaks of all of these codes together: each result speaks of some of them.");
    }
    const nowhere = words.filter((word) => ranked.dropped.includes(word));
    const others = words.filter((word) => !nowhere.includes(word) && !ranked.elsewhere.includes(word));
    const off = words.filter((word) => ranked.elsewhere.includes(word));
    if (nowhere.length) told.push(`Nothing found${of} has ${named(nowhere)}${OTHERWISE}`);
    if (others.length) told.push(`Nothing found${of} has ${named(others)}${ELSEWHERE}`);
    if (off.length && read.question) told.push(`Nothing found${of} on ${titles[read.question].toLowerCase()} has ${named(off)}${ELSEWHERE}`);
    if (off.length && !read.question) told.push(`The first results${of} do not speak of ${quoted(off)}; others do.`);
    if (across) told.push(across);
    const when = kb.editions.whenOf(read);
    if (read.day) told.push(`Answers are of ${when}; the sections found are those of today.${isToCome ? TO_COME : ""}`);
    return [...told, ...read.notes];
  }

  kb.notesText = { whatToKnow };
})();
