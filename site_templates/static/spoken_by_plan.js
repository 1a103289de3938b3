// Words of a query that sections of the plan asked of hold, or code pages on it, and nothing that was found; therapies that no
// entry of a plan is on; codes and tables without a page; as kb/search/spoken_elsewhere.py tells of them. Loaded where something is left to tell. Needs
// store.js, field_sets.js, subject.js and sentences.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, matches, within, meet, join, ofPlans } = kb.fieldSets;
  const MOST = 2; // sentences that are quoted
  const NEXT_FEW = 4; // results that a word must not be in

  // By word the section of the plan asked of that speaks of it, where no result does.
  function byPlan(read, order, { unheld }, data) {
    const found = new Map();
    if (!read.scopes.length || read.asks.length) return found;
    const mine = ofPlans(read, data);
    const few = order.slice(0, NEXT_FEW).map(({ number }) => number);
    for (const group of read.groups) {
      const there = meet(holding(group, unheld, data), mine);
      if (!there.size || few.some((number) => there.has(number))) continue;
      const titled = meet(within(data, "title", group.terms), there);
      const best = Math.min(...(titled.size ? titled : there));
      const title = kb.store.section(best, data)?.title;
      const others = read.codes.filter((code) => !having(data, `code=${code.toLowerCase()}`).has(best));
      const beside = others.length ? `, which is not on ${others.join(" or ")}` : "";
      found.set(group.written, `“${group.written}” is spoken of in ${title}${beside}.`);
    }
    return found;
  }

  // By word what a code page says of the plan asked of, where it has most of the words that no result has. Of several words
  // the first tells.
  function onPages(read, { unheld }, data) {
    const gone = read.groups.filter(({ negative, terms, written }) => unheld.includes(written) && !negative && terms.length);
    if (!gone.length || !read.scopes.length || read.asks.length) return [];
    const held = gone.map((group) => ({ group, numbers: new Set(matches(group, true, data).keys()) })).filter(({ numbers }) => numbers.size);
    if (!held.length) return [];
    const ofPlan = meet(having(data, "kind=code"), within(data, "word", read.scopes.map((scope) => `~${scope}`)));
    const countOf = (number) => held.filter(({ numbers }) => numbers.has(number)).length;
    const [best] = [...ofPlan].sort((one, other) => countOf(other) - countOf(one) || one - other);
    const there = held.filter(({ numbers }) => numbers.has(best));
    const page = there.length * 2 > held.length ? kb.store.section(best, data) : undefined;
    if (!page) return [];
    const terms = there.flatMap(({ group }) => group.terms);
    const said = kb.sentences(page.text).filter((one) => kb.sentences.holds(terms, one, data)).slice(0, MOST).join(" ");
    return said ? there.map(({ group: { written } }, at) => [written, at ? "" : `${page.title}, ${page.heading}: “${said}”`]) : [];
  }

  // What a code page says of the plan asked of and of the subject, where no entry is on the question.
  function saidOnPage(read, { withoutQuestion }, data) {
    if (!read.scopes.length || !read.question || !withoutQuestion || read.asks.length) return "";
    const plans = read.scopes.map((scope) => `~${scope}`);
    const pages = meet(having(data, "kind=code"), within(data, "word", plans));
    const unlisted = read.groups.filter(({ written }) => written === data.reading.unlisted[1]);
    const words = pages.size ? [...kb.subject.groups(read, data), ...unlisted].map((group) => matches(group, true, data)) : [];
    const countOf = (number) => words.filter((word) => word.has(number)).length;
    const [best] = [...pages].sort((one, other) => countOf(other) - countOf(one) || one - other);
    const page = best !== undefined && countOf(best) ? kb.store.section(best, data) : undefined;
    const said = page && kb.sentences(page.text).find((one) => kb.sentences.holds(plans, one, data));
    return said ? `${page.title}, ${page.heading}: “${said}”` : "";
  }

  // By word what is told of a therapy that is named beside a plan, and that no title of its entries has. Of several words
  // that name one therapy the first tells.
  function untitled(read, data) {
    const { policy, step, told } = data.spoken;
    const found = new Map();
    if (!read.scopes.length || read.asks.length || !["", ...policy].includes(read.question)) return found;
    const ofAll = therapies(read, data).filter(({ therapy }) => !read.codes.length || therapy.startsWith("clinical trial"));
    const asked = ofAll.map((one) => ({ ...one, own: meet(ofPlans(read, data), one.titled).size }));
    const ofProducts = asked.length ? within(data, "title", kb.asks.termsOfProducts(read.groups, data)) : new Set();
    const hasEntry = asked.some(({ own }) => own) || meet(ofPlans(read, data), ofProducts).size > 0;
    for (const { therapy, named, own } of asked) {
      if (own || (hasEntry && new RegExp(`^(?:${step})$`, "u").test(therapy))) continue;
      named.forEach(({ written }, at) => {
        found.set(written, at ? "" : told.replace("{who}", read.planLabel).replace("{therapy}", therapy));
      });
    }
    return found;
  }

  // What a page says in words of the pair of two codes of which it has no row: no pair was found.
  function onUnpaired(read, order, data) {
    const own = meet(having(data, ...read.codes.map((code) => `code=${code.toLowerCase()}`)), having(data, "section=code-pairs"));
    const naming = meet(own, kb.fieldSets.holding(read.codes.join(" ").toLowerCase(), data));
    for (const { number } of order.filter((one) => naming.has(one.number)).slice(0, NEXT_FEW)) {
      const { title, heading, text } = kb.store.section(number, data) || {};
      const told = kb.sentences(text || "").find((one) => read.codes.every((code) => names(one, code, data)));
      if (told) return [`${title}, ${heading}: “${told}”`];
    }
    return [];
  }

  // The therapies that a query names: as typed, their words, and the sections whose titles have them.
  function therapies(read, data) {
    const { therapy, disease, ofClass: [ofClass, terms] } = data.spoken;
    const isOfClass = (one) => new RegExp(`^(?:${ofClass})$`, "u").test(one);
    const onClass = () => terms.map((term) => within(data, "title", [term])).reduce(meet);
    const groups = read.groups.filter(({ kind, negative }) => !negative && ["word", "concept", "any"].includes(kind));
    const isWhole = (written, text) => ` ${text.replace(/[^0-9a-z]+/gu, " ")} `.includes(` ${written.replace(/[^0-9a-z]+/gu, " ")} `);
    const isDisease = new RegExp(`^(?:${disease})$`, "u");
    return [...groups.map(({ written }) => written).join(" ").matchAll(new RegExp(therapy, "gu"))].flatMap(([match]) => {
      const named = groups.filter(({ written }) => isWhole(written, match));
      const titles = named.filter(({ written }) => !isDisease.test(written)).map(({ terms }) => within(data, "title", terms));
      const ofTitles = isOfClass(match) ? titles.map((found) => join(found, onClass())) : titles;
      return titles.length ? [{ therapy: match, named, titled: ofTitles.reduce(meet) }] : [];
    });
  }

  // The sections that hold a word which nothing found holds, or the name of a family of codes.
  function holding(group, unheld, data) {
    const { kind, negative, terms, written } = group;
    if (negative || !terms.length) return new Set();
    if (kind === "any" && String(terms[0]).startsWith("~")) return within(data, "word", [terms[0]]);
    const isGone = ["word", "concept"].includes(kind) && unheld.includes(written);
    return new Set(isGone ? matches(group, true, data).keys() : []);
  }

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
  function withoutTable({ table, codes, named }, document, data) {
    const { tables: { [table]: heading }, saidOf: { [table]: pattern }, wordsOf: { [table]: word } } = data.spoken;
    const said = document?.kind === "entry" ? `${document.value} ${document.text}`.toLowerCase() : "";
    if (!heading || (pattern && new RegExp(pattern, "u").test(said))) return [];
    const there = having(data, `section=${table}`);
    return codes.flatMap((code) => {
      const page = meet(having(data, "kind=code"), having(data, `code=${code.toLowerCase()}`));
      if (!page.size || meet(page, there).size) return [];
      const speaking = word && !named ? meet(page, within(data, "word", [word])) : new Set();
      const spoken = speaking.size ? saidIn(kb.store.section(Math.min(...speaking), data), pattern) : "";
      return [`Data not available: the page of ${code} has nothing under ${heading}.${spoken && ` ${spoken}`}`];
    });
  }

  // What a section of a code page says of what another section would have.
  function saidIn(page, pattern) {
    const said = kb.sentences(page?.text || "").find((one) => new RegExp(pattern, "u").test(one.toLowerCase()));
    return said ? `${page.heading}: “${said}”` : "";
  }

  kb.spokenByPlan = { byPlan, onAbsent, onUnpaired, withoutTable, onPages, saidOnPage, therapies, untitled };
})();
