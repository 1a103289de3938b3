// What to know of the first result, as kb/search/leading.py tells it: since when it holds, whether it was replaced, what it
// says of a state named. Needs store.js, editions.js and field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having } = kb.fieldSets;
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

  // What is told of units, where a plan and a code are asked of them.
  function onUnits(read, document, order, data) {
    const isAsked = read.asksUnits && read.planLabel && read.codes.length && !read.table;
    return isAsked ? kb.late("firstTold", "spoken").onUnits(read, document, order, data) : [];
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

  kb.leading = { onLeading };
})();
