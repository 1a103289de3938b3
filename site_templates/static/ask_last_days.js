// The last day to file or to appeal, reckoned from the day that a question names, as kb/ask/last_days.py and
// kb/answers/deadline.py reckon it; the time limits come with the answers of plans (kb/pages/ask_limits.py). Needs
// ask_claims.js and ask_heard.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, unique } = kb.askWords;
  const [SUNDAY, SATURDAY] = [0, 6];

  // ---- days, as "2026-11-22"

  const at = (iso) => new Date(`${iso}T00:00:00Z`);
  const iso = (date) => date.toISOString().slice(0, 10);
  const made = (year, month, number) => iso(new Date(Date.UTC(year, month - 1, number)));
  const later = (day, days) => iso(new Date(at(day).getTime() + days * 86400000));
  const weekday = (day) => new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" }).format(at(day));
  const isWeekend = (day) => [SUNDAY, SATURDAY].includes(at(day).getUTCDay());

  // The federal holidays of a year as observed; weekdays count from Monday, as in Python.
  function observed(year) {
    const { dates, weekdays, juneteenth } = kb.askWords.of().reckoned.holidays;
    const fixed = [...dates, ...(year >= juneteenth ? [[6, 19]] : [])].map(([month, number]) => made(year, month, number));
    const moved = fixed.map((day) => later(day, { [SATURDAY]: -1, [SUNDAY]: 1 }[at(day).getUTCDay()] || 0));
    const fromMonday = (day) => (at(day).getUTCDay() + 6) % 7;
    const nth = weekdays.map(([month, wanted, number]) => {
      const first = made(year, month, 1);
      return later(first, (wanted - fromMonday(first) + 7) % 7 + 7 * (number - 1));
    });
    const memorial = made(year, 5, 31);
    return [...moved, ...nth, later(memorial, -fromMonday(memorial))];
  }

  function isHoliday(day) {
    const year = Number(day.slice(0, 4));
    return observed(year).includes(day) || observed(year + 1).includes(day);
  }

  function workingDay(day, step, federal) {
    let found = day;
    while (isWeekend(found) || (federal && isHoliday(found))) found = later(found, step);
    return found;
  }

  // The same day so many months later, or the last of that month.
  function addMonths(start, months) {
    const [year, month, number] = start.split("-").map(Number);
    return [made(year, month + months, number), made(year, month + months + 1, 0)].sort()[0];
  }

  function addBusinessDays(start, days, federal) {
    let found = start;
    for (let left = days; left;) {
      found = later(found, 1);
      if (!isWeekend(found) && !(federal && isHoliday(found))) left -= 1;
    }
    return found;
  }

  // ---- a time limit counted from a day

  function end({ unit, length, counts, holidays }, start) {
    if (unit !== "days") return addMonths(start, length * (unit === "years" ? 12 : 1));
    return counts === "business" ? addBusinessDays(start, length, holidays === "federal") : later(start, length);
  }

  // The last day, and what is in doubt about it.
  function reckoned(limit, start) {
    const { shortMonth, mayMove, aHoliday, months } = kb.askWords.of().reckoned;
    const plain = end(limit, start);
    const [year, month, number] = plain.split("-").map(Number);
    const isShort = limit.unit !== "days" && number !== Number(start.slice(8));
    const short = isShort ? [filled(shortMonth, { month: months[month - 1], year, number: Number(start.slice(8)) })] : [];
    const last = limit.weekend === "next business day" ? workingDay(plain, 1, Boolean(limit.holidays)) : plain;
    const doubts = [limit.doubts, ...short];
    if (limit.weekend === "does not move" || !(isWeekend(last) || isHoliday(last))) return { last, doubts };
    const what = isWeekend(last) ? `a ${weekday(last)}` : aHoliday;
    return { last, doubts: [...doubts, filled(mayMove, { what, day: kb.dom.day(workingDay(last, -1, true)) })] };
  }

  // Each last day of a limit: where the day of receipt is presumed, that of the notice first.
  function lastDays(limit, start) {
    const { notice } = kb.askWords.of().reckoned;
    if (limit.since && start < limit.since) return [];
    const own = { name: limit.starts, ...reckoned(limit, start) };
    const all = limit.presumed === null ? [own] : [{ name: filled(notice, { days: limit.presumed }), ...reckoned(limit, later(start, limit.presumed)) }, own];
    return all.map((one) => ({ ...one, weekday: weekday(one.last) }));
  }

  // What is in doubt about the rule of a limit.
  function ruleDoubts({ entry, standing, effective, ends, reviewBy }, start, today) {
    const { beginsLater, ended, reviewDue } = kb.askWords.of().reckoned;
    const told = (text, day) => filled(text, { entry, day: kb.dom.day(day) });
    return [
      standing,
      effective && start < effective ? told(beginsLater, effective) : "",
      ends && start > ends ? told(ended, ends) : "",
      reviewBy < today ? told(reviewDue, reviewBy) : "",
    ];
  }

  // ---- the reply

  // The reply with the last days that count from the day named; null where no plan, day or such time limit is named.
  async function ofLastDays(asked) {
    const { found, today } = asked;
    const { countedFrom, ofDecision, counting } = kb.askWords.of().reckoned;
    const isDecision = found.notes.some((note) => note.endsWith(ofDecision));
    const [, , starts] = countedFrom.find(([question, of]) => question === found.question && of === isDecision) || [];
    if (!starts || !found.named || !found.scopes.length || !found.day || found.day !== found.lastDay) return null;
    const rows = (await Promise.all(found.scopes.map((scope) => ofPlan(asked, scope, starts)))).flat();
    const all = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
    const group = ofGroup(asked, all);
    const mine = group.length ? group : all;
    const claims = mine.slice(0, kb.askWords.of().rows).map(({ claim }) => claim);
    if (!claims.length) return null;
    const unread = [...found.unheld, ...kb.askHeard.otherDimensions(found, mine.map(({ whom }) => whom), asked.data)];
    const plans = await Promise.all(found.scopes.map((scope) => kb.askClaims.answerOf(scope, "", found.question, asked.root)));
    return { kind: unread.length ? "nearest" : "answer", lead: [counting], claims, unread, following: unique(plans.flatMap(({ acts }) => acts)),
      unknown: plans.filter(({ isKnown }) => !isKnown).map(kb.askClaims.gapOf) };
  }

  // The time limits of a plan that count from the day named, each with its last day and what is in doubt.
  async function ofPlan({ found, root, today }, scope, starts) {
    const [code = ""] = kb.askCard.ofPages(found.codes);
    const limits = await kb.askClaims.limitsOf(scope, code, found.question, root);
    return limits.filter((limit) => starts.includes(limit.starts)).flatMap((limit) => lastDays(limit, found.day).map(({ name, last, doubts, weekday: of }) => {
      const head = filled(kb.askWords.of().reckoned.last, { limit: filled(limit.told, { start: name }), weekday: of, day: kb.dom.day(last) });
      const text = [`${head}.`, ...doubts, limit.note, ...ruleDoubts(limit, found.day, today)].filter(Boolean).join(" ");
      return { whom: limit.whom, claim: { text, brief: "", entry: limit.entry, section: limit.section, sources: limit.sources } };
    }));
  }

  // The time limits of the step, the group and the state that are named; none where none is for them.
  function ofGroup({ typed, found, data }, rows) {
    const named = statesIn(typed, data);
    const inState = named.length ? rows.filter(({ whom }) => statesIn(whom, data).some((state) => named.includes(state))) : rows;
    return inState.filter(({ whom }) => !kb.askHeard.otherDimensions(found, [whom], data).length);
  }

  function statesIn(text, { analysis, reading: { plans } }) {
    const kinds = kb.analysis.spans(text.toLowerCase(), analysis).map(({ terms }) => plans.terms[terms[0]] || []);
    return kinds.filter(([kind]) => kind === "state").map(([, name]) => name);
  }

  kb.askLastDays = { lastDays, ofLastDays };
})();
