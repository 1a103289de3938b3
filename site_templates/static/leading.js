// What to know of the first result, as kb/search/leading.py tells it: since when it holds, whether it was replaced, what it
// says of a state named. Needs store.js, editions.js and field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, holding } = kb.fieldSets;
  const NEXT_FEW = 4; // results among which one with an effective date is looked for

  // What to know of the first result, and of the one that informs, before anything.
  function onLeading(read, { order, informing }, data) {
    const told = [];
    const first = order[0]?.number;
    const document = first === undefined ? undefined : kb.store.section(first, data);
    if (document?.kind === "entry") {
      const dated = datedOf(read, order, data);
      told.push(...kb.editions.onEffective(read, kb.store.section(dated, data) || document, dated, data));
      if (having(data, "status=superseded").has(first)) {
        told.push(`${document.title}: superseded.${replaced(read, document, data)}`);
      }
      const topic = kb.headline.questionOf(document, data);
      if (!read.asks.length && (!read.question || !topic || topic === read.question)) told.push(...ofStates(read, document));
      told.push(...onUnits(read, document, order, data));
    }
    const other = informing === undefined ? undefined : kb.store.section(informing, data);
    if (other) {
      const value = other.value ? ` (${other.value})` : "";
      told.push(`${other.title}${value} is background on the subject: what was read of it decides nothing for ${read.codes.join(", ")}.`);
    }
    return told;
  }

  // What a superseded entry tells; of a day behind its first nobody knows whether it still held then.
  function replaced(read, document, data) {
    if (!read.day) return " It tells what held before, not what holds today.";
    const told = ` An older revision: whether it still held ${kb.editions.ofTime(read)} is not known.`;
    return kb.editions.isBefore(read, document, data) ? "" : told;
  }

  // That the first result sets no limit on units, where a plan and a code are asked of it, and which one does.
  function onUnits({ asksUnits, codes, table, planLabel }, document, order, data) {
    const speaks = ({ value, text }) => new RegExp(data.reading.units, "u").test(`${value} ${text}`.toLowerCase());
    if (!asksUnits || !planLabel || !codes.length || table || speaks(document)) return [];
    const { scopeOf } = kb.headline;
    const few = order.slice(0, NEXT_FEW).flatMap(({ number }) => kb.store.section(number, data) || []);
    const other = few.find((one) => one.kind === "entry" && scopeOf(one) !== scopeOf(document) && speaks(one));
    if (other) return [`${document.title} says nothing on units of ${codes.join(" and ")}; ${other.title} does.`];
    return [`Nothing of ${planLabel} on units of ${codes.join(" and ")} is recorded in this library: the first result is on something else. CMS's limit, where one is here, is under Units on the page of the code.`];
  }

  // The first result, or of the next few of its plan the first with an effective date where it has none: of a code the
  // rule that decides has the date. Not where a document is named.
  function datedOf(read, order, data) {
    const [first] = order.map(({ number }) => number);
    const isAsked = read.asksEffective && read.codes.length && !read.mentioned.length && !kb.documentNumbers.numbersAsked(read, data).length;
    if (!isAsked || kb.store.section(first, data)?.effective) return first; // what asks for no others loads none
    const few = order.slice(0, NEXT_FEW).map(({ number }) => ({ number, section: kb.store.section(number, data) }));
    if (few.some(({ section }) => !section)) return first;
    const planOf = ({ entry }) => entry.slice(0, entry.lastIndexOf("/"));
    const informs = having(data, "informs=only");
    return few.find(({ number, section }) => planOf(section) === planOf(few[0].section) && section.effective && !informs.has(number))?.number ?? first;
  }

  // What the first result says of a state that is named, unless a limit that is told names it.
  function ofStates({ limits, states }, { title, text }) {
    const told = limits.map(({ value }) => value).join(" ");
    return states.flatMap((state) => {
      const said = kb.sentences(text).find((sentence) => sentence.includes(state));
      return said && !title.includes(state) && !told.includes(state) ? [`${title}, on ${state}: “${said}”`] : [];
    });
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

  kb.leading = { onLeading, crossed };
})();
