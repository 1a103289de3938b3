// What is told of products and codes beside a plan: of products of which it has no entry, and what the best result says of a
// code without a page, as kb/search/spoken_elsewhere.py and compared.py tell of them. Words that are spoken of elsewhere are
// in spoken_by_plan.js, which few queries need. Needs store.js, field_sets.js and sentences.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, within, meet, ofPlans } = kb.fieldSets;

  // What the first result, of a plan, says of each code that has no page, and whether that is on the question: the
  // first sentence, and one on the question. Of a day on which it was not in force nothing is quoted.
  function onAbsent(read, document, data) {
    if (document?.kind !== "entry" || !read.absent.length || kb.editions.isOutOfForce(read, document, data)) return [];
    // But for phrases that only ask: the same date is no question of billing.
    const termsOf = (one) => kb.analysis.analyse(one, data.analysis).map(({ text }) => text).filter((term) => !term.startsWith("~asks:"));
    const isOn = (one) => kb.firstEntry.namesQuestion(termsOf(one), read, data);
    return read.absent.flatMap(({ written }) => {
      const said = kb.sentences(document.text).filter((one) => names(one, written, data));
      const on = said.filter(isOn).slice(0, 1);
      const quoted = [...new Set([said[0], ...on])].join(" ");
      return said.length ? [{ written, told: `${document.title} says of ${written}: “${quoted}”`, isOn: on.length > 0 }] : [];
    });
  }

  // Whether a sentence has a code, or a range that it falls in.
  function names(sentence, code, { spoken: { span } }) {
    const formOf = (one) => one.replace(/[0-9]/g, "9");
    const isAlike = (ends) => ends.every((end) => formOf(end) === formOf(code));
    return new RegExp(`(?<![0-9A-Z])${code}(?![0-9A-Z])`, "u").test(sentence) || [...sentence.matchAll(new RegExp(span, "gu"))]
      .some(([, first, last]) => isAlike([first, last]) && first <= code && code <= last);
  }

  // That a code's page has nothing of the table asked for, of each code that has a page; not where the first result, of a
  // plan, speaks of it.
  function withoutTable({ table, codes }, document, data) {
    const { tables: { [table]: heading }, saidOf: { [table]: pattern } } = data.spoken;
    const said = document?.kind === "entry" ? `${document.value} ${document.text}`.toLowerCase() : "";
    if (!heading || (pattern && new RegExp(pattern, "u").test(said))) return [];
    const there = having(data, `section=${table}`);
    return codes.flatMap((code) => {
      const page = meet(having(data, "kind=code"), having(data, `code=${code.toLowerCase()}`));
      const isMissing = page.size && !meet(page, there).size;
      return isMissing ? [`Data not available: the page of ${code} has nothing under ${heading}.`] : [];
    });
  }

  // By code what is told of products that are named beside plans one of which has no entry on them: they are asked about
  // by their codes, too. A time limit does not go by a product, and a document has its own.
  function codesOfProducts(read, data) {
    const { timedQuestions } = data.reading;
    const isOther = timedQuestions.includes(read.question) || kb.documentNumbers.numbersAsked(read, data).length;
    if (read.codes.length || !read.scopes.length || read.asks.length || isOther) return new Map();
    return new Map(productsIn(read, data).flatMap(([{ terms, written }, code]) => {
      const who = without(read, within(data, "title", [...terms, code.toLowerCase()]), data);
      return who ? [[code, `No entry of ${who} is on “${written}”: read with its code here, ${code}, for rules by code.`]] : [];
    }));
  }

  // Of the plans named, or of those compared, which have none of some sections; empty where all have, or many have not.
  function without(read, sections, data) {
    if (isOfSeveral(read, data)) return kb.late("compared", "plans").without(read, sections, data);
    return meet(ofPlans(read, data), sections).size ? "" : read.planLabel;
  }

  // Whether several payers are named, or licensees of one.
  function isOfSeveral({ payers, scopes }, { reading: { plans } }) {
    return scopes.length > 1 && (payers.length > 1 || kb.plans.isByState(payers[0], plans));
  }

  // The groups that name a product, each with its code.
  function productsIn({ groups }, { reading: { products } }) {
    const named = groups.filter(({ negative, terms }) => !negative && terms.length && Object.hasOwn(products, terms[0]));
    return named.map((group) => [group, products[group.terms[0]]]);
  }

  // By word what is told of words that no result has and other sections of the plan have, or a code page; whether a therapy
  // is named of which no entry is; and what a page says of a plan that has no entry on the question.
  function spoken(read, order, found, data) {
    const { groups, scopes, asks, codes, question } = read;
    const isSpoken = found.unheld.length > 0 || groups.some(({ kind, terms }) => kind === "any" && String(terms[0]).startsWith("~"));
    const isUntitled = !codes.length && namesTherapy(read, data);
    const isNone = question !== "" && found.withoutQuestion;
    if (!scopes.length || asks.length || !(isSpoken || isUntitled || isNone)) return { off: new Map(), told: new Map(), onPage: "" };
    const { byPlan, onPages, saidOnPage, untitled } = kb.late("spokenByPlan", "spoken");
    const off = untitled(read, data);
    return { off, told: new Map([...onPages(read, found, data), ...off, ...byPlan(read, order, found, data)]), onPage: saidOnPage(read, found, data) };
  }

  // Whether a therapy, or a trial, is named.
  function namesTherapy({ groups }, { spoken: { therapy } }) {
    return new RegExp(therapy, "u").test(groups.map(({ written }) => written).join(" "));
  }

  kb.spokenElsewhere = { codesOfProducts, isOfSeveral, namesTherapy, onAbsent, spoken, withoutTable };
})();
