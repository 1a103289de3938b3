// The answer cards of what a reading asks for: of the plans that are named, or of all plans counted; of today, or of the
// day of service. Needs clock.js, cards.js and card.js before it; dated_answers.js and plan_counts.js come where they are
// needed.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { day, make } = kb.dom;
  const BRIEF = 3; // plans of which every question is answered where none is asked
  const COVERAGE = "coverage";
  const ALL_CODES = "all-codes";
  const NATIONAL = "medicare/national";
  const NOT_YET = "no earlier rule recorded"; // as kb/answers/resolve.py says it of a rule that begins later

  async function ofSubject(subject, found, told) {
    const { question, further } = found;
    const asked = [question, ...further].map((key) => ofQuestion(subject, { ...found, question: key }, told));
    return (await Promise.all(asked)).flat();
  }

  async function ofQuestion({ code, shown }, found, told) {
    const { question, scopes, named } = found;
    const isPage = kb.cards.codesHeld([code]).length > 0;
    const asked = { code, shown, scopes, question: question || COVERAGE };
    const isBrief = !question && scopes.length <= BRIEF;
    const wanted = isBrief ? { code, scopes } : asked;
    const ofPlan = async (date) => (await kb.card.answersOf(wanted, told.root, date || undefined)).map((row) => limited(row, found));
    const rowsOn = async (date) => (named ? once(await ofPlan(date)) : (await countedOn(code, date, told.root)).map((row) => thatHeld(row, found)));
    if (!named) await kb.dom.later("planCounts", "plan_counts", told.root);
    const drawn = (when) => (named ? ofPlans(asked, when, isBrief, told) : counts(asked, isPage, when, told));
    return (await onDays(rowsOn, found)).map(drawn).filter(Boolean);
  }

  // The limit of the group that is named goes into the value of an answer.
  function limited(row, { limits }) {
    const limit = limits.find(({ scope, question, entry }) => scope === row.scope && question === row.question && (!entry || entry === row.entry));
    if (!limit) return row;
    if (limit.alone && limit.value === kb.names.unknown) return notYet(row);
    const isAlone = limit.alone || row.value === kb.names.unknown;
    return { ...row, value: `${limit.value}${isAlone ? "" : `; in general: ${row.value}`}` };
  }

  // Of all plans' answers, which come without the entry that decides, one that holds only later gives way by its value.
  function thatHeld(row, { limits }) {
    const later = limits.find(({ scope, question, alone, was }) => alone && was === row.value && scope === row.scope && question === row.question);
    return later ? { ...row, value: later.value } : row;
  }

  // An answer of a day before all that its entry records.
  function notYet(row) {
    return { ...row, value: kb.names.unknown, tone: "unknown", reason: NOT_YET, why: "", marks: [] };
  }

  // Without the rows of Medicare's contractors that only repeat the national rule.
  function once(rows) {
    const national = rows.filter(({ scope }) => scope === NATIONAL);
    const isRepeated = ({ scope, question, entry }) => scope.startsWith("medicare/") && scope !== NATIONAL
      && national.some((row) => row.question === question && row.entry === entry);
    return rows.filter((row) => !isRepeated(row));
  }

  // Every plan's answers on a code; of a day, or of today.
  async function countedOn(code, date, root) {
    const rows = await kb.planCounts.rowsOf(code || ALL_CODES, root);
    const when = date || (kb.clock.isShifted ? kb.clock.today : "");
    return when ? (await kb.dom.later("datedAnswers", "dated_answers", root)).valuesOn(rows, code, when, root) : rows;
  }

  function ofPlans(asked, { rows, asOf, date = "" }, isBrief, { root }) {
    const made = isBrief ? kb.card.brief(asked, rows, root, asOf) : kb.card.card(asked, rows, root, asOf);
    const isOne = asked.scopes.length === 1 && kb.cards.codesHeld([asked.code]).length > 0;
    if (made && isOne) made.append(make("p", "card-door no-print", kb.dom.sheetDoor([asked.code], asked.scopes[0], date, root)));
    return made;
  }

  function counts({ code, shown, question }, isPage, { rows, asOf }, { root, typed, change }) {
    const { label } = kb.names.questions.find(({ key }) => key === question);
    const heading = `${shown}, ${label.toLowerCase()}${asOf}`;
    const page = isPage ? `${root}codes/${code.toLowerCase()}.html` : "";
    return kb.planCounts.card({ shown, question, page }, rows, { heading, typed, change });
  }

  // The rows of the day of service, and what a heading says of it; of both ends of a span where the answers differ.
  async function onDays(rowsOn, { day: first, lastDay, question, scopes, named }) {
    if (!isOtherDay(first, lastDay)) return [{ rows: await rowsOn(""), asOf: "" }];
    const isShown = (row) => (!question || row.question === question) && (!named || scopes.includes(row.scope));
    const [begun, ended] = [await rowsOn(first), await rowsOn(lastDay)];
    const isSame = begun.every((row, at) => !isShown(row) || !kb.datedAnswers.differs(said(row), said(ended[at])));
    const one = (date, held) => ({ rows: held, date, asOf: ` as of ${day(date)}` });
    if (first === lastDay) return [one(first, begun)];
    if (isSame) return [{ rows: begun, date: first, asOf: ` as of ${day(first)} to ${day(lastDay)}` }];
    return [one(first, begun), one(lastDay, ended)];
  }

  function said({ value, reason = "", reach = "", marks }) {
    return { value, by: reason || reach, marks };
  }

  function isOtherDay(first, last) {
    return first !== "" && !(first === kb.clock.today && last === kb.clock.today);
  }

  kb.cardsDrawn = { ofSubject };
})();
