// Of several plans that a query compares, which have no entry on the product or the therapy that it names, as
// kb/search/compared.py tells it. Loaded where several are named. Needs field_sets.js, plans.js and spoken_elsewhere.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { within, meet, ofPlans } = kb.fieldSets;
  const MOST = 3; // names that are told

  function withoutEntry(read, data) {
    const parts = compared(read, data.reading.plans);
    if (parts.length === 1 || !["", ...data.spoken.policy].includes(read.question)) return [];
    return namedIn(read, data).flatMap(([what, titled, code]) => {
      const silent = parts.filter(([, scopes]) => !meet(ofPlans({ ...read, scopes }, data), titled).size).map(([who]) => who);
      const isTold = silent.length > 0 && silent.length < parts.length && silent.length <= MOST;
      const more = code ? ` Its code here is ${code}: add it for rules on ranges of codes.` : "";
      return isTold ? [`No entry of ${silent.join(" or ")} is on “${what}”: what follows of it only mentions it, or is on something else.${more}`] : [];
    });
  }

  // The plans of each payer that is named, or each licensee of one, by name.
  function compared({ payers, scopes }, plans) {
    if (payers.length === 1 && kb.plans.isByState(payers[0], plans)) return scopes.map((scope) => [plans.plans[scope].name, [scope]]);
    return payers.map((payer) => [plans.payers[payer], scopes.filter((one) => one.startsWith(`${payer}/`))]).filter(([, own]) => own.length);
  }

  // The products and therapies that are named, as typed, the sections with such a title, and a product's code.
  function namedIn(read, data) {
    const { productsIn, therapies } = kb.spokenElsewhere;
    return [...productsIn(read, data).map(([{ written, terms }, code]) => [written, within(data, "title", terms), code]),
      ...therapies(read, data).map(({ therapy, titled }) => [therapy, titled, ""])];
  }

  kb.compared = { withoutEntry };
})();
