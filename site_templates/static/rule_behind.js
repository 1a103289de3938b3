// The rule that decides where the first result knows nothing, and what it leaves open about the days near its first, as
// kb/search/rule_behind.py tells it. Loaded where a query has a day. Needs store.js, headline.js,
// first_entry.js and editions_told.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const NEXT_FEW = 4; // results among which the rule is looked for
  const SAYS = / here; .+? says (.+)$/u; // the value of a section that has none of its own ends so
  const DAY = /[0-9]{4}-[0-9]{2}-[0-9]{2}/gu;

  function onRuleBehind(read, order, data) {
    const found = ruleBehind(order, data);
    if (!found) return [];
    const { number, section: rule } = found;
    const near = kb.firstEntry.conflictsOf(number, data).find((said) => isNear(said, rule, read));
    const differs = near ? ` Sources disagree: “${near}”` : "";
    const { isBefore, toldOutOfForce } = kb.editionsTold;
    if (isBefore(read, rule, data)) return [toldOutOfForce(read, rule, differs, data)];
    return near || rule.effective >= read.day ? [`${rule.title}: the revision read starts on ${rule.effective}.${differs}`] : [];
  }

  // The section with the value that the first result gives as that of a wider rule.
  function ruleBehind(order, data) {
    const first = order.length ? kb.store.section(order[0].number, data) : undefined;
    const said = first && SAYS.exec(first.value);
    if (!said) return undefined; // and loads no others
    const few = order.slice(0, NEXT_FEW).map(({ number }) => ({ number, section: kb.store.section(number, data) }));
    if (few.some(({ section }) => !section)) return undefined;
    const { scopeOf } = kb.headline;
    return few.slice(1).find(({ section }) => scopeOf(section) === scopeOf(first) && section.heading === first.heading
      && section.effective && section.value === said[1]);
  }

  // The section of another entry of the plan, on the same question, that was in force on the day asked of, where the first
  // result was not; it speaks of all of the subject, by the name of a product or by its code.
  function ruleBefore(read, order, data) {
    const { products } = data.reading;
    const subject = [...kb.subject.terms(read, data)];
    const terms = subject.length ? subject : Object.keys(products).filter((term) => read.codes.includes(products[term]));
    const first = kb.store.section(order[0].number, data);
    if (!first || !terms.length || !kb.editionsTold.isOutOfForce(read, first, data)) return undefined; // and loads no others
    const { having, meet, within } = kb.fieldSets;
    const { scopeOf, questionOf } = kb.headline;
    const onQuestion = meet(having(data, `scope=${scopeOf(first)}`), having(data, `topic=${questionOf(first, data)}`));
    const speaking = terms.map((term) => within(data, "word", [term])).reduce(meet, onQuestion);
    return [...speaking].sort((one, other) => one - other).slice(0, NEXT_FEW)
      .map((number) => ({ number, section: kb.store.section(number, data) }))
      .find(({ section: one }) => one?.effective && one.effective <= read.day && (!one.ends || one.ends >= read.lastDay));
  }

  // Whether sources give several first days of a rule, and the time asked of is not past the last of them.
  function isNear(said, { effective }, { day }) {
    const days = (said.match(DAY) || []).sort();
    return days.includes(effective) && days[0] < days.at(-1) && day <= days.at(-1);
  }

  kb.ruleBehind = { onRuleBehind, ruleBefore };
})();
