// What the entry of the first result holds beside the section shown, as kb/search/first_entry.py tells it: which words of the
// query, and where sources disagree; first_told.js tells the rest. Needs store.js, sentences.js, field_sets.js, subject.js and
// headline.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const MOST = 2; // sentences on a conflict that are quoted, and results that a note above them must not deny
  const FEWEST = 2; // words of the subject that such a sentence must hold where the subject has as many
  const OURS = "Our reading"; // how a sentence begins that is no source's

  function valueOf(name, number, data) {
    const { values, of } = kb.store.column(name, data);
    return values[of[number]];
  }

  // The numbers of the sections of the entry of a section; of a code page, those with the same heading, side by side.
  function numbersOf(first, data) {
    const there = kb.store.stretchOf(first, data);
    if (valueOf("kind", first, data) !== "code") return there;
    const isOther = (number) => valueOf("section", number, data) !== valueOf("section", first, data);
    const behind = there.find((number) => number > first && isOther(number)) ?? Infinity;
    const before = there.findLast((number) => number < first && isOther(number)) ?? -1;
    return there.filter((number) => before < number && number < behind);
  }

  function sectionsOf(first, data) {
    return numbersOf(first, data).map((number) => kb.store.section(number, data)).filter(Boolean);
  }

  // The sentences on conflicts of the entry that a section is of.
  function conflictsOf(first, data) {
    const text = sectionsOf(first, data).find(({ section }) => section === "conflicts")?.text;
    return text ? kb.sentences(text) : [];
  }

  // A reading and what was ranked without the words and the states told as missing that the first result's entry holds.
  function heldThere(read, ranked, data) {
    if (!ranked.order.length) return [read, ranked];
    const there = numbersOf(ranked.order[0].number, data);
    const numbersOn = (group) => ["", "source"].flatMap((kind) => [...kb.fieldSets.matches(kind ? { ...group, kind } : group, true, data).keys()]);
    const holding = (group) => numbersOn(group).some((number) => there.includes(number));
    const theirs = read.states.length ? kb.fieldSets.ofPlans(read, data) : new Set();
    const isTheirs = (number) => there.includes(number) || theirs.has(number);
    // The page of a product's code is no entry of a plan that is named.
    const isPage = read.named && kb.store.section(ranked.order[0].number, data)?.kind === "code";
    const isOther = ({ written }) => isPage && kb.asks.isProduct(written, data);
    const held = read.groups.filter((group) => ranked.unheld.includes(group.written) && !group.negative && !isOther(group) && holding(group)).map(({ written }) => written);
    const { states } = data.reading.plans;
    const spoken = Object.keys(states).filter((state) => read.states.includes(states[state])
      && numbersOn({ kind: "concept", terms: [`~@${state}`], written: "" }).some(isTheirs)).map((state) => states[state]);
    const missing = read.missing.map((told) => withState(told, spoken));
    const unheld = ranked.unheld.filter((word) => !held.includes(word));
    const elsewhere = ranked.unheld.filter((word) => held.includes(word));
    const isOnLine = read.lines.length > 0 && kb.fieldSets.besideLine(read, data).has(ranked.order[0].number);
    const first = ranked.order.slice(0, MOST).map(({ number }) => number);
    const rows = read.lines.length ? kb.late("plansBeside", "plans").rowsOnLine(read, data) : new Set();
    const told = missing.map((one) => withLine(one, read, { isOnLine, isListed: first.some((number) => rows.has(number)) }, data));
    return [{ ...read, missing: told }, { ...ranked, unheld, there: elsewhere }];
  }

  // Says that a plan which speaks of a state has no answers of it alone, where it was told as not known there.
  function withState(told, spoken) {
    const found = /^Whether a rule of (.+) holds in (.+) is not recorded in this library\./u.exec(told);
    if (!found || !spoken.includes(found[2])) return told;
    return `Answers of ${found[1]} are not kept by state here: ${found[2]} may have a rule of its own.${told.slice(found[0].length)}`;
  }

  // Says that the first result, of another line of a payer, names the line asked for and of which none is here, or that a
  // row of prices names one.
  function withLine(told, { lines }, { isOnLine, isListed }, { reading: { plans } }) {
    const line = lines.map((one) => plans.lines[one]).find((title) => told.includes(` no ${title} plan of`));
    const ofFirst = line && isOnLine ? ` Of the first result only what names ${line} speaks of it.` : "";
    return `${told}${ofFirst}${line && isListed ? " A price that a hospital lists for one follows: it is no rule of the plan." : ""}`;
  }

  // The sentences on conflicts that name no other question than that of the section.
  function conflictsOnQuestion(document, first, data) {
    const asked = kb.headline.questionOf(document, data);
    const { questions } = data.reading.intent;
    return conflictsOf(first, data).filter((said) => {
      const terms = kb.analysis.analyse(said, data.analysis).map(({ text }) => text);
      const named = terms.filter((term) => Object.hasOwn(questions, term)).map((term) => questions[term]);
      return !asked || !named.length || named.includes(asked);
    });
  }

  // What the entry of the first result records of sources that disagree on what is asked.
  function onConflicts(read, first, data) {
    const document = kb.store.section(first, data);
    if (document?.kind !== "entry" || document.section === "conflicts") return [];
    const wanted = new Set([...kb.subject.terms(read, data), ...read.dimensions.flatMap(([, , phrase]) => phrase.split(" "))]);
    const termsOf = (said) => [...new Set(kb.analysis.analyse(said, data.analysis).map(({ text: term }) => term))];
    const said = conflictsOf(first, data).filter((one) => !one.includes(OURS)).map((one) => ({ one, terms: termsOf(one) }));
    const fewest = Math.min(wanted.size, FEWEST);
    const onSubject = said.filter(({ terms }) => wanted.size && terms.filter((term) => wanted.has(term)).length >= fewest);
    const onQuestion = read.limits.length ? [] : said.filter(({ terms }) => namesQuestion(terms, read, data));
    const told = (onSubject.length ? onSubject : onQuestion).map(({ one }) => one).slice(0, MOST);
    return told.length ? [`${document.title}: sources disagree: “${told.join(" ").replace(/[.]+$/u, "")}”.`] : [];
  }

  // Whether one of the terms of a sentence names the question that is asked.
  function namesQuestion(terms, { question }, { reading: { intent: { questions } } }) {
    return question !== "" && terms.some((term) => Object.hasOwn(questions, term) && questions[term] === question);
  }

  kb.firstEntry = { namesQuestion, numbersOf, sectionsOf, conflictsOf, conflictsOnQuestion, heldThere, onConflicts };
})();
