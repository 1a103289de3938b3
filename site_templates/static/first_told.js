// What few queries need told of the first result, as kb/search/first_entry.py and leading.py tell it: words that other sections
// of its entry hold, the day from which a limit runs, units, and another step, schedule or network than the query names.
// Needs first_entry.js, field_sets.js, headline.js, sentences.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { holding } = kb.fieldSets;
  const { numbersOf } = kb.firstEntry;
  const MOST = 2; // sentences that are quoted
  const MOST_LIMITS = 4; // time limits whose first day is told
  const NEXT_FEW = 4; // results among which one that speaks of units is looked for

  // What other sections of the entry of the first result say of words that the section itself has not.
  function saidThere(read, words, first, data) {
    const groups = read.groups.filter(({ kind, written, negative }) => words.includes(written) && !negative && kind !== "value");
    if (!groups.length) return [];
    const others = numbersOf(first, data).filter((number) => number !== first).map((number) => kb.store.section(number, data)).filter(Boolean);
    const said = groups.map(({ terms }) => others.flatMap(({ text }) => kb.sentences(text)).find((one) => kb.sentences.holds(terms, one, data)));
    const found = [...new Set(said.filter(Boolean))].slice(0, MOST);
    const named = groups.map(({ written }) => `“${written}”`).join(" or ");
    const title = kb.store.section(first, data)?.title;
    return found.length ? [`${title}, on ${named}: “${found.join(" ").replace(/[.]+$/u, "")}”.`] : [];
  }

  // For each time limit of the first result from which day it runs, where that is asked.
  function onStarts(read, first, data) {
    const document = kb.store.section(first, data);
    if (!document) return [];
    const [scope, topic] = [kb.headline.scopeOf(document), kb.headline.questionOf(document, data)];
    if (read.question && read.question !== topic) return [];
    const mine = kb.store.limits(scope, topic, data);
    const told = mine.filter((one) => / from |from which/u.test(one.told)).map((one) => (one.who ? `${one.who}: ${one.told}` : one.told));
    return told.length ? [`${document.title}, from which day: ${told.slice(0, MOST_LIMITS).join("; ")}.`] : [];
  }

  // That the first result sets no limit on units, and which one does.
  function onUnits({ codes, planLabel }, document, order, data) {
    const speaks = ({ value, text }) => new RegExp(data.reading.units, "u").test(`${value} ${text}`.toLowerCase());
    if (speaks(document)) return [];
    const { scopeOf } = kb.headline;
    const few = order.slice(0, NEXT_FEW).flatMap(({ number }) => kb.store.section(number, data) || []);
    const other = few.find((one) => one.kind === "entry" && scopeOf(one) !== scopeOf(document) && speaks(one));
    if (other) return [`${document.title} says nothing on units of ${codes.join(" and ")}; ${other.title} does.`];
    return [`Nothing of ${planLabel} on units of ${codes.join(" and ")} is recorded in this library: the first result is on something else. CMS's limit, where one is here, is under Units on the page of the code.`];
  }

  // Says that the first result speaks of another step, schedule or network than the query names; else nothing.
  function crossed(read, first, data) {
    const { dimensions, spoken, following } = data.reading.intent;
    const phrases = Object.keys(dimensions).filter((one) => !following.includes(one)); // that a section says of a step
    if (first === undefined || (read.named && !read.scopes.length && !read.beside.length)) return "";
    for (const [name, number, phrase] of read.dimensions) {
      const alike = phrases.filter((one) => dimensions[one][0] === name && dimensions[one][1] === number);
      if (alike.some((one) => holding(one, data).has(first))) continue;
      const document = kb.store.section(first, data);
      const other = phrases.find((one) => dimensions[one][0] === name && dimensions[one][1] !== number
        && holding(one, data).has(first) && says(document, one, data));
      if (other) return `The first result speaks of “${spoken[other]}”, not of “${spoken[phrase]}”.`;
      const isTold = document && read.limits.some(({ scope, question }) =>
        scope === kb.headline.scopeOf(document) && question === kb.headline.questionOf(document, data));
      const same = read.dimensions.filter((one) => one[0] === name && one[1] !== number).map((one) => spoken[one[2]]);
      return isTold ? "" : `The first result does not say whether it holds for ${[spoken[phrase], ...same].map((one) => `“${one}”`).join(" or for ")}.`;
    }
    return "";
  }

  // Whether a section has the words of a phrase one behind the other.
  function says(document, phrase, { analysis }) {
    const text = [document?.title, document?.heading, document?.value, document?.text].flatMap((one) => kb.analysis.words(one || "", analysis));
    return ` ${text.map(({ term }) => term).join(" ")} `.includes(` ${phrase} `);
  }

  kb.firstTold = { crossed, onStarts, onUnits, saidThere };
})();
