// The parts of a claim sheet on codes, criteria and last days, worded as kb/evidence/claim_codes.py, claim_deadlines.py and
// claim_denial.py word them. What codes are comes from the scripts of the Ask page, and what official files say of them from
// those of any code. Needs claim_answers.js, ask_claims.js and ask_last_days.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, unique } = kb.askWords;
  const { tables, once } = kb.claimAnswers;
  const OR = " or ";

  // What each code's page has, and what official files do; null where there is no page.
  async function pagesOf(codes, root) {
    return Promise.all(codes.map(async (code) => {
      const page = kb.claimAnswers.hasPage(code) ? await pageOf(code, root) : null;
      const official = kb.names.facts ? await kb.facts.of(code) : null;
      return { code, page, official };
    }));
  }

  async function pageOf(code, root) {
    const first = await kb.askClaims.codeOf(code, root);
    const { primaries, life } = first.facts;
    const [pairs, units, modifiers] = await Promise.all(["code-pairs", "units", "modifiers"].map((section) => rowsOf(code, section, root)));
    return { title: first.page, primaries: primaries.slice(0, -1), addOnSources: kb.askClaims.sourcesOf(first, primaries.at(-1)), life,
      pairs, units, modifiers };
  }

  async function rowsOf(code, section, root) {
    const { packed, held } = await kb.askClaims.sectionOf(code, section, root);
    return (held.rows || []).map(([cells, from, note]) => ({ cells: cells.map((number) => packed.texts[number]),
      note: note === undefined ? "" : packed.texts[note], sources: kb.askClaims.sourcesOf(packed, from) }));
  }

  const line = (text, details = [], sources = [], known = true) => ({ text, details: details.filter(Boolean), sources: once(sources), known });

  async function togetherPart(pages) {
    const words = tables().codes;
    const lines = [...addOns(pages), ...pagePairs(pages), ...await filePairs(pages)];
    return { heading: words.beside, lines, empty: pages.length === 1 ? words.alone : words.noEdit };
  }

  function addOns(pages) {
    const words = tables().codes;
    return pages.filter(({ page }) => page?.primaries.length).map(({ code, page }) => {
      const here = page.primaries.filter((primary) => pages.some((one) => one.code === primary));
      const beside = here.length ? filled(words.here, { here: here.join(", ") }) : words.notHere;
      return line(filled(words.addOn, { code, primaries: page.primaries.join(OR), beside }), [], page.addOnSources, here.length > 0);
    });
  }

  // The rows of a code's page that hold another code of the claim; each edit once, where both pages do.
  function pagePairs(pages) {
    const words = tables().codes;
    const told = new Set();
    const lines = [];
    for (const { code, page } of pages) {
      for (const { code: other } of page ? pages : []) {
        const pair = [code, other].sort().join(" ");
        if (other === code || told.has(pair)) continue;
        for (const { cells: [others, what, column, opens, claims, since], note, sources } of page.pairs) {
          if (!kb.facts.holds(others.replaceAll(",", " ").replace(/ +/g, " "), other)) continue;
          told.add(pair);
          lines.push(line(filled(words.pair, { code, other, what, column, opens }), [filled(words.pairOf, { claims, since }), note], sources));
        }
      }
    }
    return lines;
  }

  async function filePairs(pages) {
    if (!kb.names.facts) return [];
    const data = await kb.facts.index();
    const pairs = pages.flatMap((one, at) => pages.slice(at + 1).map((other) => [one.official, other.official]));
    const found = await Promise.all(pairs.map(([one, other]) => kb.facts.beside(data, one, other)));
    return found.flat().map(({ source, state, told }) => line(told, [], source ? [fileOf(source)] : [], state !== data.states.unknown));
  }

  // An official file as a sheet names it.
  function fileOf({ label, own_url: url, retrieved }) {
    return { words: `${label}, CMS${retrieved ? ` (retrieved ${kb.dom.day(retrieved)})` : ""}`, url };
  }

  async function codingPart(pages, date) {
    const words = tables().codes;
    const data = kb.names.facts ? await kb.facts.index() : null;
    const lines = pages.flatMap(({ code, page, official }) => [
      ...(page ? [...units(code, page, date), ...modifiers(code, page)] : []), ...(official ? fileUnits(code, official, data) : [])]);
    return { heading: words.coding, lines, empty: words.noCoding };
  }

  // For each kind of claim the limit of the newest file that had begun by the date of service.
  function units(code, page, date) {
    const words = tables().codes;
    const newest = new Map();
    const begun = page.units.filter(({ cells }) => cells[4] <= date);
    for (const row of [...begun].sort((one, other) => (one.cells[4] < other.cells[4] ? -1 : Number(one.cells[4] > other.cells[4])))) newest.set(row.cells[0], row);
    if (page.units.length && !begun.length) return [line(filled(words.unitsLater, { code }), [], [], false)];
    return [...newest.values()].map(({ cells: [setting, most, indicator, rationale, since], sources }) =>
      line(filled(words.unit, { code, setting, units: most, indicator }), [filled(words.unitOf, { day: kb.dom.day(since), rationale })], sources));
  }

  function modifiers(code, page) {
    return page.modifiers.map(({ cells: [modifier, rule], sources }) => line(filled(tables().codes.modifier, { code, modifier, rule }), [], sources));
  }

  function fileUnits(code, { rows }, data) {
    const sections = data.sections.filter(({ key, family }) => family === tables().codes.units && rows[key]);
    return sections.flatMap((one) => rows[one.key].map((row) => {
      const said = kb.facts.lines(one, row, data).map(([name, value]) => `${name} ${value}`).join("; ");
      return line(`${code}, ${one.heading}: ${said}`, [], [fileOf(data.sources[one.table])]);
    }));
  }

  // What documents print, each with the codes that it is for.
  function criteriaPart(printed, codes) {
    const words = tables().codes;
    const held = new Map();
    printed.forEach((each, at) => each.forEach((one) => {
      if (!held.has(one.number)) held.set(one.number, { ...one, codes: [] });
      held.get(one.number).codes.push(codes[at]);
    }));
    const lines = [...held.values()].map(({ said, note, decides, sources, codes: of }) =>
      line(filled(words.criterion, { codes: of.join(", "), said }), [note], sources, decides));
    return { heading: words.criteria, lines, empty: words.noCriteria };
  }

  // ---- last days

  // Each time limit of the plan, from the day that it counts from; each is told once, code by code.
  function deadlinesPart(answers, { codes, date, decided }) {
    const words = tables().deadlines;
    const of = (code) => answers.filter((one) => one.timed && one.code === code);
    const lines = codes.flatMap(of).flatMap(({ limits }) => linesOf(limits, date, decided));
    const all = new Map(lines.map((one) => [JSON.stringify(one), one]));
    return { heading: words.deadlines, lines: [...all.values()], empty: words.noLimit };
  }

  function linesOf(limits, date, decided) {
    const { fromService, fromDecision, deadlines } = tables();
    const isOfDecision = ({ starts }) => fromDecision.includes(starts);
    const first = limits.filter((one) => !(isOfDecision(one) && decided)).flatMap((one) =>
      ([...fromService, deadlines.notStated].includes(one.starts) ? reckoned(one, date) : [unreckoned(one)]));
    const ofDecision = decided ? limits.filter(isOfDecision) : [];
    return [...first, ...ofDecision.flatMap((one) => (one.isLater ? [unreckoned(one)] : reckoned(one, decided)))];
  }

  function unreckoned({ told, starts, isLater, note, sources }) {
    const { noDay, next } = tables().deadlines;
    return line(filled(isLater ? next : noDay, { limit: filled(told, { start: starts }) }), [note], sources, false);
  }

  function reckoned(limit, start) {
    const { deadlines: words } = tables();
    const { told, starts, note, sources, since } = limit;
    const without = (why) => [line(filled(words.noLast, { limit: filled(told, { start: starts }), why }), [note], sources, false)];
    if (starts === words.notStated) return without(words.noStart);
    if (since && start < since) return without(filled(words.holdsFrom, { day: kb.dom.day(since) }));
    return kb.askLastDays.lastDays(limit, start).map(({ name, last, doubts, weekday }) =>
      line(filled(words.last, { limit: filled(told, { start: name }), weekday, day: kb.dom.day(last) }), [...doubts, note], sources));
  }

  // ---- a denial

  // A code of a remittance advice with what the library's table says: with its group, else by its number; null for none.
  function readDenial(written) {
    const { denial: { code: [pattern] }, denials } = tables();
    const match = new RegExp(`^(?:${pattern})$`, "u").exec(written.trim().toUpperCase());
    if (!match) return null;
    const { group = "", number } = match.groups;
    const named = group ? `${group}-${number}` : number;
    const held = denials.find(([code]) => code.toUpperCase() === named) || denials.find(([code]) => code.toUpperCase().split("-").at(-1) === number);
    return held ? { code: group ? named : held[0], question: held[1], words: held[2], note: held[3] } : null;
  }

  function denialPart({ code, question, words: read, note }, answers, criteria, deadlines) {
    const { denial: words, questions } = tables();
    const label = (key) => questions.find(([one]) => one === key)[1];
    const on = ({ lines }, name) => lines.filter(({ text }) => [", ", ":", " ("].some((end) => text.startsWith(name + end)));
    const limits = on(deadlines, label(words.disputed));
    const isKnown = ({ known }) => known;
    const sent = [...on(answers, label(words.sent)), ...criteria.lines].filter(isKnown).map((one) => ({ ...one, text: filled(words.toSend, { line: one.text }) }));
    const or = (lines, none) => (lines.length ? lines : [line(none, [], [], false)]);
    return { heading: words.heading, empty: "", lines: [
      line(filled(words.readAs, { code, words: read, question: label(question) }), [note, words.ours]),
      ...on(answers, label(question)).map((one) => ({ ...one, details: [] })),
      ...or(limits.filter(isKnown), limits.length ? words.notReckoned : words.noAppeal), ...or(sent, words.noList)] };
  }

  kb.claimParts = { pagesOf, togetherPart, codingPart, criteriaPart, deadlinesPart, readDenial, denialPart, unique };
})();
