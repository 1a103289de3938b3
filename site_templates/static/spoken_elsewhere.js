// Products beside a plan that has no entry on them, and when there is more to tell of words, codes and therapies than what was
// found tells, as kb/search/compared.py and spoken_elsewhere.py have it: spoken_by_plan.js, which few queries need, tells it.
// Needs field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { within, meet, ofPlans } = kb.fieldSets;
  const late = () => kb.late("spokenByPlan", "spoken");

  // By code what is told of products that are named beside plans one of which has no entry on them: they are asked about
  // by their codes, too. A time limit does not go by a product, and a document has its own; nor where another product named has
  // its entry.
  function codesOfProducts(read, data) {
    const { timedQuestions } = data.reading;
    const isOther = timedQuestions.includes(read.question) || kb.documentNumbers.numbersAsked(read, data).length;
    if (read.codes.length || !read.scopes.length || !read.payers.length || read.asks.length || isOther) return new Map();
    const named = productsIn(read, data);
    const found = new Map(named.flatMap(([{ terms, written }, code]) => {
      const who = without(read, within(data, "title", [...terms, code.toLowerCase()]), data);
      return who ? [[code, `No entry of ${who} is on “${written}”: searched by its code, ${code}, instead.`]] : [];
    }));
    return found.size === new Set(named.map(([, code]) => code)).size ? found : new Map();
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
    const isUntitled = codes.length ? groups.some(({ written }) => written.includes("trial")) : namesTherapy(read, data);
    const isNone = question !== "" && found.withoutQuestion;
    if (!scopes.length || asks.length || !(isSpoken || isUntitled || isNone)) return { off: new Map(), told: new Map(), onPage: "" };
    const { byPlan, onPages, saidOnPage, untitled } = late();
    const off = untitled(read, data);
    return { off, told: new Map([...onPages(read, found, data), ...off, ...byPlan(read, order, found, data)]), onPage: saidOnPage(read, found, data) };
  }

  // Whether a therapy, or a trial, is named.
  function namesTherapy({ groups }, { spoken: { therapy } }) {
    return new RegExp(therapy, "u").test(groups.map(({ written }) => written).join(" "));
  }

  // What the best result says of each code that has no page.
  function onAbsent(read, document, data) {
    return document?.kind === "entry" && read.absent.length ? late().onAbsent(read, document, data) : [];
  }

  // What a page says in words of the pair of two codes of which it has no row.
  function onUnpaired(read, order, { unpaired }, data) {
    return unpaired ? late().onUnpaired(read, order, data) : [];
  }

  // That a code's page has nothing of the table asked for, of each code that has a page.
  function withoutTable(read, document, data) {
    return data.spoken.tables[read.table] && read.codes.length ? late().withoutTable(read, document, data) : [];
  }

  kb.spokenElsewhere = { codesOfProducts, isOfSeveral, namesTherapy, onAbsent, onUnpaired, productsIn, spoken, withoutTable };
})();
