// Dates of service within a query, in every usual form, as kb/search/dates.py reads them. What looks like a date and is
// none has empty days. Loaded where a query has a date.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const two = (number) => String(number).padStart(2, "0");
  const isQuoted = (text, at) => text.slice(0, at).split('"').length % 2 === 0;
  const lengthOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

  // Every time in a cleaned query, in order; `today` is the reader's day, 2026-03-01.
  function found(text, today, dates) {
    const all = [];
    for (const one of [...relative(text, today, dates), ...forms(text, dates)]) {
      const isTaken = all.some((other) => one.start < other.end && other.start < one.end);
      if (!isTaken && !isQuoted(text, one.start)) all.push(one);
    }
    const times = joined(all.sort((one, other) => one.start - other.start), text, dates)
      .map((one) => placed(one, text, today, dates))
      .map((one) => ({ ...one, lacksYear: !one.first && new RegExp(`^(?:${dates.lacksYear})$`, "u").test(one.written) }));
    const choice = new RegExp(dates.choice, "u"); // days without a year of which it is asked which one holds: 4/15 or 4/16
    const isChoice = times.every(({ lacksYear }) => lacksYear) && times.some((one, at) => at && choice.test(text.slice(times[at - 1].end, one.start)));
    return isChoice ? times.map((one) => ({ ...one, isChoice })) : times;
  }

  // A time since which something is asked, up to today; null where it is none, or is to come.
  function untilToday(one, text, today, { since }) {
    if (!one.first || one.isDecision || one.first > today) return null;
    for (const [lead, behind] of since) {
      const before = new RegExp(lead, "u").exec(text.slice(0, one.start));
      const after = new RegExp(behind, "u").exec(text.slice(one.end));
      if (!before || !after) continue;
      const [start, end] = [lead ? before.index : one.start, one.end + after.index + after[0].length];
      return { ...one, start, end, last: today, written: text.slice(start, end).trim() };
    }
    return one.written.startsWith("since ") ? { ...one, last: today } : null;
  }

  // The day of a decision is marked by the words before it; before a day is the eve of it, after it the next day.
  function placed(found, text, today, dates) {
    const isService = /^(?:dos|date of service|service date)/.test(found.written);
    const before = text.slice(0, found.start);
    const one = { ...found, isDecision: !isService && new RegExp(dates.decided, "u").test(before) };
    const since = untilToday(one, text, today, dates);
    if (since) return since;
    for (const [words, side] of one.first ? dates.edges : []) {
      const said = new RegExp(words, "u").exec(before);
      if (!said) continue;
      const [year, month, day] = (side === "before" ? one.first : one.last).split("-").map(Number);
      const step = { before: -1, after: 1 }[side] || 0;
      const edge = new Date(Date.UTC(year, month - 1, day + step)).toISOString().slice(0, 10);
      return { ...one, first: edge, last: edge, written: text.slice(said.index, one.end).trim() };
    }
    return one;
  }

  function forms(text, dates) {
    const each = (form) => [...text.matchAll(new RegExp(form, "gu"))];
    const made = (match, [first, last]) => (
      { start: match.index, end: match.index + match[0].length, first, last, written: match[0].trim() });
    return [
      ...dates.spans.flatMap((form) => each(form).map((match) => made(match, bothEnds(match.groups, dates)))),
      ...dates.forms.flatMap((form) => each(form).map((match) => made(match, span(match.groups, dates)))),
      ...dates.dated.flatMap(each).map((match) => made(match, ["", ""])),
    ];
  }

  // The first and the last day that a day, month, quarter or year stands for; empty where there is no such.
  function span({ y, m, d, q }, { years, months }) {
    const year = y.length === 4 ? Number(y) : 2000 + Number(y);
    const month = m && (/^[0-9]+$/.test(m) ? Number(m) : months.findIndex((name) => begins(name, m)) + 1);
    const [first, last] = q ? [3 * q - 2, 3 * q] : m ? [month, month] : [1, 12];
    if (first < 1 || first > 12 || year < years[0] || year > years[1]) return ["", ""];
    const day = d ? Number(d) : 0;
    const length = lengthOf(year, last);
    if (day > length || (d && day < 1)) return ["", ""];
    return [`${year}-${two(first)}-${two(day || 1)}`, `${year}-${two(last)}-${two(day || length)}`];
  }

  // The first day of the first date of a span and the last day of the last; empty where there is no such.
  function bothEnds(parts, dates) {
    const { y, m, z, n, e, r } = parts;
    const [, last] = span({ y: z, m: n || m, d: e, q: r }, dates);
    let [first] = span({ ...parts, y: y || z }, dates);
    if (first > last && !y) [first] = span({ ...parts, y: last ? String(Number(last.slice(0, 4)) - 1) : z }, dates);
    return first && last && first <= last ? [first, last] : ["", ""];
  }

  function begins(name, written) {
    return name.toLowerCase().startsWith(written.slice(0, 3));
  }

  function relative(text, today, dates) {
    const ago = [...text.matchAll(new RegExp(dates.ago, "gu"))].map((match) => {
      const day = daysAgo(dates.counts[match.groups.c] || Number(match.groups.c), match.groups.u[0], today);
      return { start: match.index, end: match.index + match[0].length, first: day, last: day, written: match[0] };
    });
    const within = dates.within.flatMap((form) => [...text.matchAll(new RegExp(form, "gu"))]).map((match) => {
      const { c = "a", u } = match.groups;
      const first = daysAgo(dates.counts[c] || Number(c), u[0], today);
      return { start: match.index, end: match.index + match[0].length, first, last: today, written: match[0] };
    });
    return [...dates.relative.flatMap((words) =>
      [...text.matchAll(new RegExp(`(?<![0-9a-z])${words}(?![0-9a-z])`, "gu"))].map((match) => {
        const [first, last] = relativeSpan(words, today);
        return { start: match.index, end: match.index + words.length, first, last, written: words };
      })), ...ago, ...within];
  }

  // The day so many days, weeks, months or years before today; the last of its month where it has none such.
  function daysAgo(count, unit, today) {
    const [year, month, day] = today.split("-").map(Number);
    if (unit === "w" || unit === "d") {
      return new Date(Date.UTC(year, month - 1, day - count * (unit === "w" ? 7 : 1))).toISOString().slice(0, 10);
    }
    const months = year * 12 + month - 1 - count * (unit === "y" ? 12 : 1);
    const [then, number] = [Math.floor(months / 12), (months % 12) + 1];
    return `${then}-${two(number)}-${two(Math.min(day, lengthOf(then, number)))}`;
  }

  // The first and the last day of words such as last month, seen from a day.
  function relativeSpan(words, today) {
    const step = { yesterday: -1, last: -1, tomorrow: 1, next: 1 }[words.split(" ")[0]] || 0;
    const [year, month, day] = today.split("-").map(Number);
    if (words.includes("year")) return [`${year + step}-01-01`, `${year + step}-12-31`];
    if (words.includes("month")) {
      const count = year * 12 + month - 1 + step;
      const [then, number] = [Math.floor(count / 12), (count % 12) + 1];
      return [`${then}-${two(number)}-01`, `${then}-${two(number)}-${lengthOf(then, number)}`];
    }
    const on = new Date(Date.UTC(year, month - 1, day + step)).toISOString().slice(0, 10);
    return [on, on];
  }

  function joined(found, text, dates) {
    const isSpan = new RegExp(dates.span, "u");
    const result = [];
    for (const one of found) {
      const before = result.at(-1);
      if (before && before.first && one.first && isSpan.test(text.slice(before.end, one.start))) {
        const written = text.slice(before.start, one.end).trim();
        result[result.length - 1] = { start: before.start, end: one.end, first: before.first, last: one.last, written };
      } else result.push(one);
    }
    return result;
  }

  kb.datesRead = { found };
})();
