// A reading fitted to what the index holds, as kb/search/fitting.py fits it: whose document a number is, and whether a
// doubtful question is one. Needs ranking.js and document_numbers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, holding, meet, ofPlans, ownDocuments, within } = kb.fieldSets;

  // A reading with what the index decides of it, and the sections that it finds.
  function fitted(given, data) {
    const ofPlan = ofProduct(ofDocument(given, data), data);
    const isBeside = ofPlan.named && ofPlan.question !== "benchmarks" && ofPlan.asks.some(({ key }) => key === "hospital");
    const atHome = isBeside ? kb.late("rankingAsks", "asks").besidePlan(ofPlan, data) : ofPlan;
    const placed = ofPair(atHome, data);
    const read = { ...placed, mentioned: kb.documentNumbers.elsewhere(placed, data).mentioned(placed, data) };
    const ranked = kb.ranking.rank(read, data);
    if (!read.isWeak || !ranked.withoutQuestion || !ranked.speaks) return [read, ranked];
    const bare = { ...read, question: "", limits: [], parts: read.parts.filter(({ kind }) => kind !== "question") };
    return [bare, kb.ranking.rank(bare, data)];
  }

  // The sister plan that has the document named, where the plan that was read has it not.
  function ofDocument(read, data) {
    const own = read.scopes.length ? ownDocuments(read, data) : new Set();
    if (!own.size || meet(own, ofPlans(read, data)).size) return read;
    const { plans } = data.reading;
    const isSister = (plan) => read.scopes.some((scope) =>
      plans.plans[scope].payer === plans.plans[plan].payer && kb.late("plansBeside", "plans").areFamily(scope, plan, plans.plans));
    const scopes = Object.keys(plans.plans).filter(isSister).filter((plan) => meet(own, having(data, `scope=${plan}`)).size);
    if (!scopes.length) return read;
    const label = scopes.map((scope) => plans.plans[scope].name).join(" and ");
    const parts = read.parts.map((part) => (part.kind === "plan" ? { ...part, label, written: label } : part));
    return { ...read, scopes, planLabel: label, limits: [], parts };
  }

  // The codes of a product where T codes are named beside a plan that has an entry on it: CAR-T had such.
  function ofProduct(read, data) {
    if (read.classOfCodes !== "category-iii" || read.codes.length || !read.scopes.length || read.question) return read;
    const terms = kb.asks.termsOfProducts(read.groups, data);
    if (!terms.length || !meet(within(data, "title", terms), ofPlans(read, data)).size) return read;
    const asked = { kind: "question", label: data.reading.titles.billing, written: "" };
    const parts = read.parts.map((part) => (part.kind === "class" ? asked : part));
    return { ...read, classOfCodes: "", classTerms: [], question: "billing", parts };
  }

  // The pair of two codes that are put against each other where a row has both, and one has no page.
  function ofPair(read, data) {
    if (read.table !== "summary" || !read.absent.length) return read;
    const both = meet(having(data, "row=yes"), holding(read.codes.join(" ").toLowerCase(), data));
    return both.size ? { ...read, table: "code-pairs" } : read;
  }

  kb.fitting = { fitted };
})();
