// A worklist as kb/search/worklist.py reads it: lines of a code, a plan and a date, in any order and in any columns, each
// read as a query is; and the next step of an answer. Needs names.js, reading.js and store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const SEPARATORS = /[\t;|"]+/g;
  const LIKE_A_DATE = /(?<![0-9A-Za-z$.])(?:[0-9]{1,4}[/.-][0-9]{1,2}(?:[/.-][0-9]{1,4})?|20[0-9]{6}|[0-9]{8})(?![0-9A-Za-z])/;
  const MOST_PLANS = 3;
  const [COVERAGE, AUTHORIZATION] = ["coverage", "prior_authorization"];

  const plainOf = (typed) => typed.replace(SEPARATORS, " ").split(/\s+/).filter(Boolean).join(" ");

  // The lines that are not blank, each with its number; without a heading above the first.
  function split(text) {
    const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)
      .map((typed, at) => ({ number: at + 1, typed: typed.trim(), plain: plainOf(typed) })).filter(({ plain }) => plain);
    const first = lines.findIndex(({ plain }) => /[0-9]/.test(plain));
    return first < 0 ? [] : lines.slice(first);
  }

  // The keys of what is wrong with a line, the gravest first.
  function faults(plain, found) {
    const codes = [...new Set([...found.codes, ...found.absent.map(({ written }) => written.toUpperCase())])];
    const held = codes.filter((code) => kb.names.codes.some((one) => one.code === code));
    const plan = !found.named ? "plan" : !found.scopes.length ? "no such plan" : found.scopes.length > MOST_PLANS ? "plans" : "";
    const code = !codes.length ? "code" : codes.length > 1 ? "codes" : !held.length ? "not held" : "";
    return [code, plan, !found.day && LIKE_A_DATE.test(plain) ? "date" : ""].filter(Boolean);
  }

  // Reads words once; what is read while parts of the index are missing is read again.
  function readOnce(words, data, today, kept) {
    const before = kept.get(words);
    if (before) return before;
    const found = kb.reading.read(words, data, today);
    if (!data.missing.size) kept.set(words, found);
    return found;
  }

  // Many lines differ in their date alone: code and plan are then read once, and each date once. A line whose date stands
  // for nothing by itself, or that has two, is read whole.
  function readLine(plain, data, today, kept) {
    const [date, second] = plain.match(new RegExp(LIKE_A_DATE, "g")) || [];
    const day = date && !second ? readOnce(date, data, today, kept).day : "";
    if (!day) return readOnce(plain, data, today, kept);
    return { ...readOnce(plain.replace(date, " ").replace(/\s+/g, " ").trim(), data, today, kept), day };
  }

  // What a line asks, as far as the index is here: code, plans and day; or its fault. `kept` has what was read before.
  function read({ number, typed, plain }, data, today, kept) {
    const found = readLine(plain, data, today, kept);
    const [fault] = faults(plain, found);
    if (fault) return { number, typed, code: "", scopes: [], day: "", fault };
    return { number, typed, code: found.codes[0], scopes: found.scopes, day: found.day, fault: "" };
  }

  // What to do next by the answers on coverage and authorization.
  function nextStep(rows) {
    const { steps } = kb.called.worklist;
    const [coverage, authorization] = [COVERAGE, AUTHORIZATION].map((key) => rows.find(({ question }) => question === key));
    if (authorization.value === "required") return steps.authorization;
    if (kb.called.worklist.denials.includes(coverage.value)) return steps.denied;
    if (coverage.value === kb.names.unknown) return steps["coverage unknown"];
    if (authorization.value === kb.names.unknown) return steps["authorization unknown"];
    if (coverage.value !== "covered" || authorization.value === "required in some cases") return steps.conditional;
    return coverage.marks.length || authorization.marks.length ? steps.doubt : steps.none;
  }

  // The answers to a line, a row for each plan: the answers by question, the marks of doubt of any, the next step.
  async function answer(line, root) {
    return Promise.all(line.scopes.map(async (scope) => {
      const held = await kb.card.answersOf({ code: line.code, scopes: [scope] }, root, line.day || undefined);
      const rows = held.filter((row) => row.scope === scope);
      const marks = [...new Set(rows.flatMap((row) => row.marks))];
      return { line, scope, rows, doubts: marks.map(kb.dom.label), step: nextStep(rows) };
    }));
  }

  kb.worklist = { split, read, answer };
})();
