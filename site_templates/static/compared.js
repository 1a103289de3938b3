// Of several plans that a query compares, which have no entry on the product or the therapy that it names, too, as
// kb/search/compared.py tells it. Loaded where several are named. Needs field_sets.js, plans.js and spoken_elsewhere.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { meet, ofPlans } = kb.fieldSets;
  const MOST = 3; // names that are told

  // Of each therapy which of the plans compared have no entry on it, where another has one.
  function withoutEntry(read, data) {
    if (!["", ...data.spoken.policy].includes(read.question)) return [];
    return kb.late("spokenByPlan", "spoken").therapies(read, data).flatMap(({ therapy, titled }) => {
      const { parts, silent } = silentOn(read, titled, data);
      const isTold = silent.length > 0 && silent.length < parts.length && silent.length <= MOST;
      return isTold ? [`No entry of ${silent.join(" or ")} is on “${therapy}”: what follows of it only mentions it, or is on something else.`] : [];
    });
  }

  // Which of the plans compared have none of some sections; empty where all have, or many have not.
  function without(read, sections, data) {
    const { parts, silent } = silentOn(read, sections, data);
    if (silent.length === parts.length) return read.planLabel;
    return silent.length <= MOST ? silent.join(" or ") : "";
  }

  // The plans compared, and the names of those of which no section is among some with a title.
  function silentOn(read, titled, data) {
    const parts = compared(read, data.reading.plans);
    return { parts, silent: parts.filter(([, scopes]) => !meet(ofPlans({ ...read, scopes }, data), titled).size).map(([who]) => who) };
  }

  // The plans of each payer that is named, or of each company of one, by name.
  function compared({ payers, scopes }, plans) {
    if (payers.length === 1 && kb.plans.isByState(payers[0], plans)) {
      const firsts = scopes.filter((one) => !scopes.some((other) => one.startsWith(`${other}-`)));
      return firsts.map((one) => [plans.plans[one].name, scopes.filter((other) => `${other}-`.startsWith(`${one}-`))]);
    }
    const ofPayers = payers.map((payer) => [payer, scopes.filter((one) => one.startsWith(`${payer}/`))]).filter(([, own]) => own.length);
    return ofPayers.map(([payer, own]) => [called(payer, own, plans), own]);
  }

  // The name of a payer; of some plans of one whose plans differ by state their own names.
  function called(payer, own, plans) {
    const isSome = kb.plans.isByState(payer, plans) && own.length <= MOST;
    return isSome ? own.map((one) => plans.plans[one].name).join(" or ") : plans.payers[payer];
  }

  kb.compared = { without, withoutEntry };
})();
