// What plans answer on a date of service, for the claim sheet: from the scripts of kb/pages/claim_plans.py and
// claim_versions.py, one of each for some plans. The parts of a sheet on answers, contacts and what to ask are worded as
// kb/evidence/claim_answers.py words them. Needs names.js, dom.js, ask_words.js, rule_versions.js and ask_days.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { dataFrom, day: shown } = kb.dom;
  const { filled, unique } = kb.askWords;
  const { nameOf, onDay: at } = kb.askDated;
  const plans = new Map();
  let tables;

  // Called by static/claim.js and the scripts in static/claim/plans/.
  kb.claimTables = (given) => { tables = given; };
  kb.claimPlans = (part, packed) => plans.set(part, packed);

  const load = (root) => dataFrom(`${root}static/claim.js`, "the words of claim sheets", () => tables);
  const partOf = (scope) => Math.max(0, Math.floor(kb.names.scopes.findIndex(({ id }) => id === scope) / tables.together));
  const isKnown = (value) => value !== kb.names.unknown;
  const sourcesOf = ({ sources }, numbers) => numbers.map((number) => ({ words: sources[number][0], url: sources[number][1] }));

  const hasPage = (code) => kb.names.codes.some((one) => one.code === code);

  function setOf(packed, scope, code) {
    const plan = packed.plans[scope];
    return packed.sets[plan.codes[nameOf(code, plan)] ?? plan.rest];
  }

  // The answers of a plan to each question on each code, on a day, and those recorded on that day; with criteria.
  async function of({ codes, scope, date, today }, root) {
    const packed = await dataFrom(`${root}static/claim/plans/${partOf(scope)}.js`, "the answers of a plan", () => plans.get(partOf(scope)));
    const sets = codes.map((code) => setOf(packed, scope, code));
    const of = (make) => tables.questions.flatMap((about, place) => codes.map((code, number) => make(about, place, code, sets[number])));
    const answers = await Promise.all(of((about, place, code, [now]) => answer(packed, { about, code, date }, at(now[place], date), root)));
    const then = of(([key], place, code, [, rows]) => (rows.length && date <= today ? { key, code, value: packed.texts[at(rows[place], date)] } : null));
    const printed = sets.map(([, , row]) => at(row, date).map((number) => criterion(packed, number)));
    return { answers, then: then.filter(Boolean), printed };
  }

  function criterion(packed, number) {
    const [[said, note], decides, sources] = packed.criteria[number];
    return { number, said: packed.texts[said], note: packed.texts[note], decides: Boolean(decides), sources: sourcesOf(packed, sources) };
  }

  async function answer(packed, { about: [key, label, asks, timed], code, date }, number, root) {
    const [texts, sure = [], words = [], sources = [], contacts = [], searched = [], behind = [], limits = []] = packed.answers[number];
    const text = (one) => packed.texts[one].replaceAll("{code}", code);
    const [value, said, entry, note, warning, why, onNote] = texts.map(text);
    const each = await Promise.all(behind.map(([lineage, ...coming]) => versionOf(packed.texts[lineage], date, coming.map(text), root)));
    return { key, label, asks, timed: Boolean(timed), code, value, said, warning, why, onNote, known: isKnown(value),
      same: isKnown(value) || each.some(({ caveats, coming: later }) => caveats.length || later.length) ? [key, said, entry, note].join("\n") : key, sure: sure.map(text), words: words.map(text), sources: sourcesOf(packed, sources),
      contacts: contacts.map((one) => contact(packed, one)), searched: searched.map(text), versions: each, limits: limits.map((one) => limit(packed, one)) };
  }

  function contact(packed, number) {
    const [[key, told, ...details], sources] = packed.contacts[number];
    return { key: packed.texts[key], told: packed.texts[told], details: details.map((one) => packed.texts[one]), sources: sourcesOf(packed, sources) };
  }

  function limit(packed, [texts, [unit, length, counts, holidays, weekend, presumed], since, sources, isLater]) {
    const [told, starts, note, doubts] = texts.map((one) => packed.texts[one]);
    return { told, starts, note, doubts, unit, length, counts, holidays, weekend, presumed, since, isLater: Boolean(isLater), sources: sourcesOf(packed, sources) };
  }

  // The version behind an answer: what is in doubt about it on the day, what follows, and by what it can be checked.
  async function versionOf(lineage, date, coming, root) {
    if (!lineage) return { coming, caveats: [], text: null };
    const { text, caveats } = await kb.ruleVersions.on(lineage, date, root);
    const told = caveats.map(({ caveat }) => caveat).filter((caveat) => caveat !== tables.undated); // the answer says it
    return { coming, caveats: told, text: text[3] ? text : null };
  }

  // ---- the parts

  const isNothing = (then) => then.length > 0 && then.every(({ value }) => !isKnownThen(value));
  const isKnownThen = (value) => value !== kb.names.unknown && !value.startsWith(`${kb.names.unknown} (`);

  function grouped(answers, key) {
    const groups = new Map();
    for (const one of answers) groups.set(one[key], [...(groups.get(one[key]) || []), one]);
    return [...groups.values()];
  }

  const codesOf = (held) => held.map(({ code }) => code).join(", ");

  function answersPart({ answers, then }) {
    const words = tables.answers;
    const lines = grouped(answers, "same").map((held) => answerLine(held, then, isNothing(then)));
    return { heading: words.answers, lines, empty: "" };
  }

  function answerLine(held, then, toldLate) {
    const words = tables.answers;
    const [first] = held;
    const doubts = unique(held.map(({ warning }) => warning).filter(Boolean));
    const why = first.known ? [...first.sure, ...doubts, ...first.words, whyOfAll(held)] : [];
    const later = first.versions.flatMap(({ caveats, coming }) => [...caveats, ...coming]).filter((told) => !(toldLate && told.startsWith(words.recordedLate)));
    const text = filled(words.answer, { question: first.label, codes: codesOf(held), value: valueOfAll(held) });
    return { text, details: [...why, ...later, ...(toldLate ? [] : differing(held, then))], sources: once(held.flatMap(({ sources }) => sources)), known: first.known };
  }

  // The explanation of the answer of several codes, which names all of them where nothing else differs.
  function whyOfAll(held) {
    const told = unique(held.map(({ why, code }) => namingAll(why, code, held.map((one) => one.code))));
    return told.length === 1 ? told[0] : held[0].why;
  }

  function namingAll(why, code, codes) {
    if (codes.length === 1) return why;
    const names = `${codes.slice(0, -1).join(", ")} and ${codes.at(-1)}`;
    return tables.answers.ofCodes.reduce((told, [ofOne, ofAll]) => told.replaceAll(filled(ofOne, { code }), filled(ofAll, { codes: names })), why);
  }

  // The value of several answers; where it is not known for different reasons, each with its codes.
  function valueOfAll(held) {
    const groups = grouped(held, "said");
    if (groups.length === 1) return held[0].said;
    const { unknown } = kb.names;
    const reasons = groups.map((of) => `${codesOf(of)}: ${of[0].said.slice(unknown.length).replace(/^[ ()]+|[ ()]+$/g, "")}`);
    return `${unknown} (${reasons.join("; ")})`;
  }

  function once(sources) {
    return [...new Map(sources.map((one) => [`${one.words} ${one.url}`, one])).values()];
  }

  // Where another answer was recorded on the date of service itself.
  function differing(held, then) {
    return held.flatMap(({ key, code, value, known }) => {
      const earlier = then.find((one) => one.key === key && one.code === code);
      if (!earlier || earlier.value === value || (!known && !isKnownThen(earlier.value))) return [];
      return [filled(tables.answers.differs, { code, value: earlier.value })];
    });
  }

  function contactsPart({ answers }) {
    const words = tables.answers;
    const held = new Map();
    for (const { label, contacts } of answers) {
      for (const one of contacts) {
        if (!held.has(one.key)) held.set(one.key, { ...one, asked: [] });
        held.get(one.key).asked.push(label);
      }
    }
    const lines = [...held.values()].map(({ told, details, sources, asked }) => ({ text: filled(told, { asked: unique(asked).join(", ") }), details, sources, known: true }));
    return { heading: words.contacts, lines, empty: words.noContact };
  }

  function callsPart({ answers }, plan, date) {
    const words = tables.answers;
    const lines = grouped(answers.filter(({ known }) => !known), "key").map((held) => {
      const [first] = held;
      const script = filled(words.asks, { plan, asks: first.asks, service: shown(date) });
      const text = filled(words.answer, { question: first.label, codes: codesOf(held), value: kb.names.unknown });
      return { text, details: [...unique(held.flatMap(({ searched }) => searched)), script], sources: [], known: false };
    });
    const record = { text: words.record, details: [], sources: [], known: true };
    return { heading: words.calls, lines: lines.length ? [record, ...lines] : [], empty: words.noCall };
  }

  kb.claimAnswers = { load, of, answersPart, contactsPart, callsPart, isNothing, hasPage, once, tables: () => tables };
})();
