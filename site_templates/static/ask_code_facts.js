// Replies on a code itself, as kb/ask/code_facts.py makes them: what it is, its add-ons, and the rows of its page's
// tables. The claims come from the build (kb/pages/ask_facts.py), one script a code; here is chosen among them. Needs
// ask_claims.js and ask_heard.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found: finds, every, filled, gap, unique } = kb.askWords;
  const NONE = { lead: [], claims: [], unknown: [], following: [], unread: [] };

  // The reply to a question on a code itself; null where none is asked, or where no record of its page answers it.
  async function ofCode(asked) {
    const { asks, named, payers, question, codes } = asked.found;
    const othersPay = named && !(payers.length && payers.every((payer) => payer === "medicare"));
    const held = kb.askCard.ofPages(codes);
    const { codeQuestions, facts } = kb.askWords.of();
    const isOnRecord = question === facts.documentation && !named;
    if (!held.length || asks.length || !(isOnRecord || codeQuestions.includes(question))) return null;
    const pages = await Promise.all(held.map((code) => pageOf(code, sectionsFor(asked, othersPay), asked.root)));
    if (isOnRecord) return checklist(asked, pages);
    if (othersPay) return amountsOfPayers(asked, pages);
    for (const maker of [whatItIs, alone, addOn, indicator, pairs, billedWith, ofTable]) {
      const reply = await maker(asked, pages);
      if (reply) return reply;
    }
    return null;
  }

  // The sections of a code's page that words of a question ask for.
  function sectionsFor({ typed, found }, othersPay) {
    const { patterns, facts, topics } = kb.askWords.of();
    const topic = topics.find((one) => finds(one.asked, typed) && (one.ofMedicare || !found.named));
    const isPair = found.table === facts.pairs || finds(patterns.together, typed) || unique(every(patterns.codes, typed.toLowerCase())).length > 1;
    return unique([facts.what, ...(topic ? [topic.section] : []), ...(isPair ? [facts.pairs] : []), ...(othersPay ? [facts.amounts] : []),
      ...(finds(patterns.indicator, typed) ? facts.indicated : [])]);
  }

  // A code's page with its claims in words: of some sections what they say, and the rows of their tables with the cells.
  async function pageOf(code, sections, root) {
    const packed = await kb.askClaims.codeOf(code, root);
    const { facts, texts } = packed;
    const entry = `codes/${code.toLowerCase()}`;
    const claim = (section, of = entry, from = packed) => ([text, sources]) =>
      ({ text: from.texts[text], brief: "", entry: of, section, sources: kb.askClaims.sourcesOf(from, sources) });
    const row = (section, from) => ([numbers, sources, note]) => {
      const cells = numbers.map((number) => from.texts[number]);
      const words = kb.askWords.of().rowWords[section].replace(/\{([0-9])\}/g, (hole, at) => cells[at]);
      const bare = `${code}: ${words}`;
      const told = note === undefined ? { text: bare, brief: "" } : { text: `${bare} ${from.texts[note]}`, brief: bare };
      return { claim: { ...told, entry, section, sources: kb.askClaims.sourcesOf(from, sources) }, cells };
    };
    const [said, rows] = [{}, {}];
    for (const section of sections) {
      const { packed: from, held } = await kb.askClaims.sectionOf(code, section, root);
      said[section] = (held.said || []).map(claim(section, entry, from));
      rows[section] = (held.rows || []).map(row(section, from));
    }
    const { what } = kb.askWords.of().facts;
    const element = ([bare, note, sources]) => ({ text: [bare, note].filter((one) => one !== null).map((one) => texts[one]).join(" "),
      brief: note === null ? "" : texts[bare], entry, section: "", sources: kb.askClaims.sourcesOf(packed, sources) });
    return { code, title: packed.page, isAddOn: facts.isAddOn, rows, said,
      elements: (facts.elements || []).map(element), payers: facts.payers || [], named: facts.title.map(claim(what)), addOns: facts.addOns.map(([text, sources, of]) => claim(what, of)([text, sources])) };
  }

  const saidIn = (page, section) => page.said[section] || [];
  const rowsIn = (page, section) => page.rows[section] || [];

  // The reply of some claims; `said` are words of the question that chose them, `ofDay`: so did its date.
  async function made(asked, all, said = "", { lead = "", ofDay = false } = {}) {
    const claims = all.slice(0, kb.askWords.of().rows);
    const unread = [...await kb.askHeard.unheard(asked, claims, said, pageOf), ...(ofDay ? [] : otherDay(asked))];
    const kind = unread.length ? "nearest" : "answer";
    return { ...NONE, kind, lead: lead && kind === "answer" ? [lead] : [], claims, unread };
  }

  // Rows are of the edition that each names, and of no other day.
  const otherDay = ({ found }) => found.parts.filter(({ kind }) => kind === "date").map(({ label }) => label);

  // A gap is no denial.
  function noneOf(heading, pages) {
    const { noRow, look } = kb.askWords.of().facts;
    const missing = filled(noRow, { heading, codes: pages.map(({ code }) => code).join(" or ") });
    return { ...NONE, kind: "not known", unknown: [gap(missing)], following: [look] };
  }

  function whatItIs(asked, [page]) {
    const { patterns, facts } = kb.askWords.of();
    if (!finds(patterns.whatItIs, asked.typed) || asked.found.named || !page.named.length) return null;
    return made(asked, [...page.named, ...saidIn(page, facts.what).slice(0, 1)], asked.typed);
  }

  // Of what an add-on is one, and what its page says of it alone; null for a code that is none.
  function alone(asked, pages) {
    const { patterns, facts } = kb.askWords.of();
    const words = finds(patterns.alone, asked.typed);
    if (!words || asked.found.named) return null;
    const own = pages.filter(({ isAddOn }) => isAddOn);
    const said = own.flatMap((page) => saidIn(page, facts.what).filter(({ text }) => finds(patterns.lone, text)));
    return said.length ? made(asked, [...own.flatMap(({ addOns }) => addOns), ...said], words[0]) : null;
  }

  // What a page says of an indicator by its number, where it is asked what it means.
  function indicator(asked, pages) {
    const { patterns, facts } = kb.askWords.of();
    const words = finds(patterns.indicator, asked.typed);
    if (!words || !asked.typed.toLowerCase().includes(facts.means)) return null;
    const speaks = ({ text }) => every(patterns.oneIndicator, text).some((one) => one.endsWith(words.groups.one));
    const said = pages.flatMap((page) => facts.indicated.flatMap((name) => saidIn(page, name).filter(speaks)));
    return said.length ? made(asked, said, words[0]) : null;
  }

  // What a record must show for a code, by the sources of its page, whoever pays.
  function checklist(asked, pages) {
    const words = finds(kb.askWords.of().patterns.checklist, asked.typed);
    const claims = words ? pages.flatMap(({ elements }) => elements) : [];
    return claims.length ? made(asked, claims, words[0]) : null;
  }

  // The amounts that the price file of a hospital, which is named, lists under the name of a payer asked of.
  function amountsOfPayers(asked, pages) {
    const said = wordsSaid(asked.typed);
    const { amounts } = kb.askWords.of().facts;
    const isMeant = ({ payers }) => ({ cells }, at) => asked.found.payers.includes(payers[at]) && wordsOf(cells[0]).some((word) => said.includes(word));
    const claims = pages.flatMap((page) => rowsIn(page, amounts).filter(isMeant(page)).map(({ claim }) => claim));
    return claims.length ? made(asked, claims) : null;
  }

  // Of what a code is an add-on, and which are add-ons to it; yes only where its own page says so.
  async function addOn(asked, pages) {
    const { patterns, facts } = kb.askWords.of();
    const words = finds(patterns.addOn, asked.typed);
    if (!words || asked.found.named) return null;
    const claims = pages.flatMap((page) => page.addOns);
    const isOne = finds(patterns.isAddOn, asked.typed);
    const code = isOne ? isOne.groups.code.toUpperCase() : pages[0].code;
    const [held] = kb.askCard.ofPages([code]);
    const isOwn = held ? (await pageOf(held, [], asked.root)).isAddOn : false;
    const wantsOwn = isOne || !words[0].toLowerCase().startsWith("add");
    if (claims.length && (!wantsOwn || isOwn)) return made(asked, claims, words[0], { lead: isOne ? facts.yes : "" });
    return { ...NONE, kind: claims.length ? "nearest" : "not known", claims, unknown: [gap(filled(facts.noPrimary, { code }))] };
  }

  // The rows that hold another code of the question, of the kind of claim that is named.
  function pairs(asked, pages) {
    const { patterns, facts } = kb.askWords.of();
    const typed = asked.typed.toLowerCase();
    const codes = unique(every(patterns.codes, typed).map((code) => code.toUpperCase())).sort();
    const others = (page) => codes.filter((code) => code !== page.code);
    for (const page of pages) {
      const rows = rowsIn(page, facts.pairs).filter(({ cells }) => others(page).some((code) => holds(cells[0].replaceAll(",", " "), code)));
      const settings = facts.settings.filter((name) => typed.includes(name.split(" ").at(-1)));
      const own = rows.filter(({ cells }) => settings.some((name) => cells[4].includes(name)));
      const said = [...codes, ...every(patterns.ofPair, typed)].join(" ");
      if (rows.length) return made(asked, (own.length ? own : rows).map(({ claim }) => claim), said);
    }
    if (codes.length === 1 || !(asked.found.table === facts.pairs || finds(patterns.together, typed))) return null;
    const names = (page) => ({ text }) => every(patterns.codes, text).some((code) => others(page).includes(code.toUpperCase()));
    const said = pages.flatMap((page) => saidIn(page, facts.pairs).filter(names(page)));
    return said.length ? made(asked, said) : noneOf(filled(facts.anEdit, { codes: others(pages[0]).join(", ") }), pages.slice(0, 1));
  }

  // Whether runs of codes hold one: 96365 96371-96379.
  function holds(runs, code) {
    const kindOf = (one) => one.replace(/[0-9]/g, (_, at) => `${at}`);
    return runs.split(/\s+/).some((run) => {
      const [first, last] = run.split("-");
      return first === code || (last !== undefined && kindOf(first) === kindOf(code) && first <= code && code <= last);
    });
  }

  // What is said on what a code is that names another code.
  function billedWith(asked, pages) {
    const { patterns, facts } = kb.askWords.of();
    const words = finds(patterns.billedWith, asked.typed);
    if (!words || asked.found.codes.length > 1) return null;
    const isTwo = ({ text }) => unique(every(patterns.codes, text).map((code) => code.toUpperCase())).length > 1;
    const claims = pages.flatMap((page) => saidIn(page, facts.what).filter(isTwo));
    return claims.length ? made(asked, claims, words[0]) : null;
  }

  // The rows of the table that the words ask for, of each code that has it.
  function ofTable(asked, pages) {
    const { topics, facts } = kb.askWords.of();
    const { typed, found } = asked;
    const topic = topics.find((one) => finds(one.asked, typed) && (one.ofMedicare || !found.named));
    if (!topic) return null;
    const ofFile = pages.flatMap((page) => claimsOfFile(page, topic, asked));
    const claims = ofFile.length ? ofFile : pages.flatMap((page) => claimsOn(page, topic, asked));
    const byCell = topic.cells.map(([words]) => finds(words, typed)?.[0]).filter(Boolean);
    const said = [finds(topic.asked, typed)[0], ...byCell].join(" ");
    const isShort = found.day.slice(0, 7) === found.lastDay.slice(0, 7);
    if (claims.length) return made(asked, claims, said, { ofDay: ofFile.length > 0 || (topic.dated && isShort) });
    const isLate = found.day && pages.some((page) => rowsIn(page, topic.section).length);
    if (isLate) return { ...NONE, kind: "not known", unknown: [gap(`${topic.heading}: ${facts.later}`)] };
    return found.named ? null : noneOf(topic.heading, pages);
  }

  // The rows of fees whose file is of the month that is named: October 2025.
  function claimsOfFile(page, { section }, asked) {
    if (section !== kb.askWords.of().facts.fees) return [];
    const named = otherDay(asked).map((date) => date.toLowerCase());
    return rowsIn(page, section).filter(({ cells }) => named.some((date) => cells[0].toLowerCase().includes(date))).map(({ claim }) => claim);
  }

  // The rows asked for; where none is, what the section says, and of a modifier only what names it.
  function claimsOn(page, topic, { typed, found }) {
    const { patterns, facts } = kb.askWords.of();
    const rows = chosen(rowsIn(page, topic.section), topic, typed);
    if (rows.length) return (topic.dated && found.day ? inForce(rows, found.day) : rows).map(({ claim }) => claim);
    const named = topic.section === facts.modifiers ? finds(patterns.modifier, typed) : null;
    const speaks = ({ text }) => text.toUpperCase().replaceAll(",", " ").split(" ").includes(named.groups.one.toUpperCase());
    return saidIn(page, topic.section).filter((claim) => !named || speaks(claim));
  }

  // The rows that the question names by a word of a cell; all where it names none.
  function chosen(rows, { cells, section }, typed) {
    const { patterns, facts } = kb.askWords.of();
    const byCell = cells.find(([words]) => finds(words, typed));
    if (byCell) return rows.filter((row) => row.cells[0].toLowerCase() === byCell[1]);
    const named = finds(section === facts.modifiers ? patterns.modifier : patterns.file, typed);
    if (named) {
      const wanted = (named.groups?.one ?? named[0]).toUpperCase();
      return rows.filter((row) => row.cells[0].toUpperCase().split(" ")[0] === wanted);
    }
    const said = wordsSaid(typed);
    const byName = section === facts.amounts ? rows.filter((row) => wordsOf(row.cells[0]).some((word) => said.includes(word))) : [];
    return byName.length ? byName : rows;
  }

  const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  // The words of a question, but for those of the names of hospitals that name none by themselves.
  const wordsSaid = (typed) => wordsOf(typed.replaceAll("?", " ")).filter((word) => !kb.askWords.of().facts.noHospital.includes(word));

  // Of each kind of claim the newest row that had begun by a day.
  function inForce(rows, day) {
    const begun = rows.filter(({ cells }) => cells[4] <= day).sort((one, other) => (one.cells[4] < other.cells[4] ? -1 : Number(one.cells[4] > other.cells[4])));
    return [...new Map(begun.map((row) => [row.cells[0], row])).values()];
  }

  kb.askCodeFacts = { ofCode, pageOf };
})();
