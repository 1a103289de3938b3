// What a reader must know before the results, as kb/search/notes.py says it: what is named and not held, what was let
// go, what nothing read. Needs ranking.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { holdsAll } = kb.ranking;
  const quoted = (words) => words.map((word) => `“${word}”`).join(" or ");

  // The sentences that stand before the results, the gravest first; `across` is what `crossed` gave,
  // `since` what `dated` gave. `isPlans`: the first result is a plan's, and no code page or payer page.
  function whatToKnow(read, ranked, { across, since, isPlans }, titles = kb.notesText.titles) {
    const who = read.named && read.scopes.length ? read.planLabel : "";
    const absent = read.absent.map(({ written }) => written);
    const isAbsent = (word) => absent.includes(word.toUpperCase());
    const gone = ranked.loosened.filter((word) => !isAbsent(word));
    const words = ranked.unheld.filter((word) => !isAbsent(word) && !ranked.loosened.includes(word));
    const of = who ? ` of ${who}` : "";
    const undated = `No answer is given: “${read.undated}” could not be read as a date. What follows is of today.`;
    const told = [...(since ? [since] : []), ...(read.undated ? [undated] : []), ...read.missing];
    if (who && read.question && ranked.withoutQuestion) {
      const on = [titles[read.question].toLowerCase(), ...read.codes.map((code) => `of ${code}`)].join(" ");
      told.push(`Nothing of ${who} on ${on} is recorded in this library.`);
    }
    const isAskedAlone = read.question && !read.table && (read.codes.length || !read.classOfCodes);
    if (!read.named && (isAskedAlone || (isPlans && read.codes.length))) {
      told.push("No plan is named: each result speaks only for the plan in its title.");
    }
    for (const { written, told: what, so, near } of read.absent) {
      const isBelow = !ranked.loosened.includes(written.toLowerCase());
      told.push(`${what}: ${isBelow ? so : "nothing that follows is about it"}.${near.length ? ` Near it: ${near.join(", ")}.` : ""}`);
    }
    if (gone.length) told.push(`Nothing${of} here speaks of ${quoted(gone)}: what follows does not.`);
    if (ranked.apart) {
      told.push("Nothing here speaks of all of these codes together: each result speaks of some of them.");
    }
    if (words.length) told.push(`Nothing found${of} speaks of ${quoted(words)}.`);
    if (across) told.push(across);
    const when = read.day === read.lastDay ? read.day : `${read.day} to ${read.lastDay}`;
    if (read.day) told.push(`Answers are of ${when}; the sections found are those of today.`);
    return [...told, ...read.notes];
  }

  // Says that the first result speaks of another step, schedule or network than the query names; else nothing.
  function crossed(read, first, data) {
    const { dimensions, spoken } = data.reading.intent;
    kb.notesText.titles = data.reading.titles;
    if (first === undefined) return "";
    for (const [name, number, phrase] of read.dimensions) {
      const alike = Object.keys(dimensions).filter((one) => dimensions[one][0] === name && dimensions[one][1] === number);
      if (alike.some((one) => holdsAll(first, one, data))) continue;
      const other = Object.keys(dimensions).find((one) =>
        dimensions[one][0] === name && dimensions[one][1] !== number && holdsAll(first, one, data));
      if (other) return `The first result speaks of “${spoken[other]}”, not of “${spoken[phrase]}”.`;
      return `The first result does not say whether it holds for “${spoken[phrase]}”.`;
    }
    return "";
  }

  // Since when the entry of the first result holds, where a query asks for that; else nothing.
  function dated({ asksEffective }, first, data) {
    if (!asksEffective || first === undefined) return "";
    const { kind, title, effective } = kb.store.section(first, data) || {};
    if (kind !== "entry") return "";
    return `${title}: ${effective ? `effective ${effective}` : "no effective date is on record"}.`;
  }

  kb.notesText = { whatToKnow, crossed, dated, titles: {} };
})();
