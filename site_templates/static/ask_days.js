// The answers of plans on a day of service, and those on codes that have no page here: from the scripts of
// kb/pages/ask_days.py, which go on with the texts of the plans of today. Needs ask_claims.js and rule_versions.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const days = new Map();
  const SOURCES_DIFFER = 1; // marks an entry without a date that tells of sources that disagree

  // Called by the scripts in static/ask/days/.
  kb.askDays = (part, packed) => days.set(part, packed);

  // The answer to a question as of the day that a reading names; of today where it names none.
  function answerFor({ day }, today) {
    const isDated = day && day !== today;
    return (scope, code, question, root) => (isDated || !isHeld(code)
      ? answerOn({ scope, code, question }, { day: day || today, isDated, root })
      : kb.askClaims.answerOf(scope, code, question, root));
  }

  async function answerOn({ scope, code, question }, { day, isDated, root }) {
    const packed = await planOf(scope, root);
    const at = kb.names.questions.findIndex(({ key }) => key === question);
    const [number, since, marks, ...lineages] = packed.cells[onDay(rowsOf(packed, code)[at], day)];
    const answer = kb.askClaims.worded(packed, packed.answers[number], { scope, code, question });
    if (!isDated) return answer;
    const names = lineages.map((one) => kb.askClaims.written(one, packed, scope, code));
    const found = await Promise.all(names.map((lineage) => kb.ruleVersions.on(lineage, day, root)));
    const caveats = found.flatMap(({ caveats: told }) => told.filter(({ ofSheet }) => !ofSheet).map(({ caveat }) => caveat));
    return { ...answer, late: [], caveats: kb.askWords.unique([...caveats, ...(marks === SOURCES_DIFFER ? [kb.askWords.of().copies] : [])]), isInPrint: since !== "" && since <= day };
  }

  // The answers of a plan on all days, with the texts and the sources of both of its scripts.
  async function planOf(scope, root) {
    const [part, today] = [kb.askClaims.partOf(scope), await kb.askClaims.planOf(scope, root)];
    const further = await kb.dom.dataFrom(`${root}static/ask/days/${part}.js`, "the answers of other days", () => days.get(part));
    const own = further.plans[scope];
    return { ...own, texts: [...today.texts, ...further.texts], sources: [...today.sources, ...further.sources], answers: [...today.answers, ...own.answers] };
  }

  const rowsOf = (plan, code) => plan.sets[plan.codes[nameOf(code, plan)] ?? plan.rest];

  // By what a script has a code: of one without a page and a name of its own its kind, with the ranges that hold it.
  function nameOf(code, { codes, ranges }) {
    if (isHeld(code) || code in codes) return code;
    return [kindOf(code), ...ranges.flatMap((ends, number) => (isIn(code, ends) ? [number] : []))].join(" ");
  }

  // Whether a code has a page, or is none: no code, or a class of codes.
  function isHeld(code) {
    return !code || code in kb.askWords.of().classTitles || kb.names.codes.some((one) => one.code === code);
  }

  const isIn = (code, [first, last]) => kindOf(first) === kindOf(code) && first <= code && code <= last;

  function kindOf(code) {
    if (/^[A-V]/.test(code)) return "HCPCS";
    return { T: "III", F: "II", U: "PLA" }[code[4]] || "I";
  }

  // What a row tells of a day: [4, "2026-04-15", 7].
  function onDay([first, ...later], day) {
    let found = first;
    for (let place = 0; place < later.length && later[place] <= day; place += 2) found = later[place + 1];
    return found;
  }

  kb.askDated = { answerFor, isIn, nameOf, onDay };
})();
