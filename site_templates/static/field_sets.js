// Sets of sections that the order of results goes by, as kb/search/field_sets.py makes them, and the sections that match a
// group. Needs store.js, phrase.js and reading.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { postings, numbers } = kb.store;
  const NATIONAL = "medicare/national";
  const IN_FIELD = ["title", "named", "source"];
  const DOCUMENT = /^(?=[^0-9]*[0-9][^0-9]*[0-9])[0-9a-z.]{3,}$/;
  const YEAR = /^(?:19|20)[0-9]{2}$/;

  // ---- matching: by number of a section the score of a group in it

  function fieldsOf({ kind }, data, alone) {
    if (IN_FIELD.includes(kind)) return [kind];
    const fields = kind === "value" ? data.valueFields : data.fields;
    return fields.filter((field) => field !== "source" && (alone || field !== data.leadField));
  }

  // Titles of sources are looked in where no other field holds the group.
  function matches(group, alone, data) {
    const found = matchesIn(group, fieldsOf(group, data, alone), data);
    return found.size || ["facet", "value", ...IN_FIELD].includes(group.kind) ? found : matchesIn(group, ["source"], data);
  }

  function matchesIn(group, fields, data) {
    const scores = new Map();
    const add = (number, score) => scores.set(number, (scores.get(number) || 0) + score);
    eachMatch(group, fields, data, add);
    return scores;
  }

  // Hands over each section that holds a group in one of some fields, with its score there.
  function eachMatch({ kind, terms }, fields, data, add) {
    if (kind === "facet") {
      for (const term of terms) for (const number of numbers("facets", term, data)) add(number, 0);
    } else if (kind === "phrase") {
      for (const field of fields) kb.late("phrase", "exact").sections(terms, field, data).forEach((score, number) => add(number, score));
    } else for (const field of fields) for (const term of terms) addTerm(postings(term, data).get(field), add);
  }

  function addTerm(held, add) {
    if (!held) return;
    for (let at = 0; at < held.sections.length; at += 1) add(held.sections[at], held.rarity * held.weights[at]);
  }

  // Whether any section holds a group.
  function isHeld({ kind, terms }, data) {
    if (["word", "concept", "any", "exact"].includes(kind)) return terms.map((term) => postings(term, data).size).some(Boolean);
    return matches({ kind, terms }, true, data).size > 0;
  }

  // The sections that have one of some facets; kept, for each query asks for many of the same.
  function having(data, ...terms) {
    const name = `having ${terms.join(" ")}`;
    const found = data.read.get(name) || new Set(matches({ kind: "facet", terms }, false, data).keys());
    if (!data.missing.size) data.read.set(name, found);
    return found;
  }

  const within = (data, kind, terms) => new Set(matches({ kind, terms }, true, data).keys());

  // What two have in common, looked up from the smaller one; the second may be anything that tells what it has.
  function meet(one, other) {
    const [few, many] = other.size < one.size ? [other, one] : [one, other];
    const found = new Set();
    for (const number of few.keys()) if (many.has(number)) found.add(number);
    return found;
  }

  // What any of some have: the only one that has anything, as it is.
  function join(...sets) {
    const [first = new Set(), ...others] = sets.filter(({ size }) => size);
    if (!others.length) return first;
    const found = new Set(first.keys());
    for (const set of others) for (const number of set.keys()) found.add(number);
    return found;
  }

  // Whether two have anything in common.
  function touch(one, other) {
    const [few, many] = other.size < one.size ? [other, one] : [one, other];
    for (const number of few.keys()) if (many.has(number)) return true;
    return false;
  }

  // The sections that hold every word of a phrase, given as terms with blanks between.
  const holding = (phrase, data) => phrase.split(" ").map((term) => within(data, "word", [term])).reduce(meet);

  // ---- sets

  function everything({ count, read }) {
    if (!read.has("everything")) read.set("everything", new Set(Array(count).keys()));
    return read.get("everything");
  }

  // The terms of a query that may be numbers of documents: CPB 0557, A55681, 0558.
  function numbersOf({ groups }, data) {
    const isNumber = (term) => term.startsWith("#")
      || (DOCUMENT.test(term) && !YEAR.test(term) && !new RegExp(`^(?:${data.analysis.code})$`, "u").test(term));
    const told = groups.filter(({ negative, kind }) => !negative && ["word", "concept", "any"].includes(kind));
    return told.flatMap(({ terms }) => terms.map(String)).filter(isNumber);
  }

  // The sections of the documents that a query names by number.
  function ownDocuments(read, data) {
    return within(data, "title", numbersOf(read, data));
  }

  // The words that only rank: neither read as anything nor common in the field.
  function plainWords(read, groups, data) {
    const passed = new Set([...data.query.questionWords, ...kb.query.slight(read.groups, data)]);
    return groups.filter(({ kind, terms, written }) =>
      kind === "word" && !terms.some((term) => read.read.has(term)) && !passed.has(written));
  }

  function ofPlans(read, data) {
    if (!read.named) return everything(data);
    const scopes = read.scopes.map((scope) => `scope=${scope}`);
    if (read.scopes.some((scope) => scope.startsWith("medicare/"))) scopes.push(`scope=${NATIONAL}`, "of=medicare");
    return scopes.length ? having(data, ...scopes) : new Set();
  }

  // The payers, of several that are asked without a code, of whose plans nothing is among the sections.
  function payersWithout(read, found, data) {
    if (read.codes.length || read.payers.length === 1) return [];
    const scopesOf = (payer) => read.scopes.filter((scope) => scope.startsWith(`${payer}/`));
    return read.payers.filter((payer) => scopesOf(payer).length && !meet(ofPlans({ ...read, scopes: scopesOf(payer) }, data), found).size);
  }

  // The pages of the payers that are named.
  function ownPages({ scopes, payers }, data) {
    const named = [...new Set([...scopes.map((scope) => scope.split("/")[0]), ...payers])];
    return named.length ? meet(having(data, "kind=payer"), having(data, ...named.map((payer) => `payer=${payer}`))) : new Set();
  }

  // The sections of a payer's other plans that are on the question and speak of the line asked for.
  function besideLine(read, data) {
    const { lineWords } = data.reading.plans;
    if (!read.beside.length || !(read.lines.length || read.question)) return new Set();
    const words = read.lines.filter((line) => Object.hasOwn(lineWords, line)).map((line) => lineWords[line]);
    const found = having(data, ...read.beside.map((scope) => `scope=${scope}`));
    const on = meet(found, having(data, `topic=${read.question || "coverage"}`, "section=conflicts"));
    return read.lines.length ? meet(on, matches({ kind: "word", terms: words }, false, data)) : on;
  }

  // What goes before the rule of any one payer where a code is asked about and no plan is named.
  function neutral({ codes, named, question }, data) {
    if (!codes.length || named) return new Set();
    if (question === "documentation") return having(data, "kind=code");
    const found = having(data, "kind=code", `scope=${NATIONAL}`);
    if (!question) return meet(found, within(data, "named", codes.map((code) => code.toLowerCase())));
    return ["billing", "benchmarks"].includes(question) ? found : new Set();
  }

  // What comes after a named Medicare contractor's own answer on a code: what is not known, what is not its own.
  function laterOfContractor({ scopes, codes, classOfCodes }, data) {
    const own = scopes.filter((scope) => scope.startsWith("medicare/") && scope !== NATIONAL);
    if (!own.length || scopes.includes(NATIONAL) || !(codes.length || classOfCodes)) return [];
    const mine = having(data, ...own.map((scope) => `scope=${scope}`));
    const others = new Set([...everything(data)].filter((number) => !mine.has(number)));
    const informs = having(data, "informs=only");
    return codes.length ? [orUnknown(informs, data), others] : [others];
  }

  // Sections, and those whose value is not known: whether it is, is looked up only of a section that is asked for.
  function orUnknown(sections, data) {
    return { has: (number) => sections.has(number) || kb.store.isUnknown(number, data) };
  }

  kb.fieldSets = { NATIONAL, matches, isHeld, having, within, meet, join, touch, holding, everything, numbersOf, ownDocuments, plainWords, ofPlans,
    ownPages, payersWithout, besideLine, neutral, laterOfContractor, orUnknown };
})();
