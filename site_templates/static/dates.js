// A date of service within a query, as kb/search/dates.py reads it apart from the words: search knows today only.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The rest of a query without its dates, and the first of them as "2026-03-01"; both as they came if there is none.
  function readDate(typed, data) {
    const found = dates(typed, data).filter(({ start }) => !isQuoted(typed, start, data));
    found.sort((one, other) => one.start - other.start);
    const without = (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`;
    return found.length ? [found.reduceRight(without, typed), found[0].date] : [typed, ""];
  }

  function dates(typed, data) {
    const { orders, months } = data.widen.date;
    return orders.flatMap(([order, form]) => [...typed.matchAll(new RegExp(form, "gu"))].map((match) => {
      const parts = Object.fromEntries([...order].map((part, at) => [part, match[at + 1]]));
      return { start: match.index, end: match.index + match[0].length, date: day(parts, months) };
    })).filter(({ date }) => date);
  }

  // The parts of a date as "2026-03-01"; empty where there is no such day.
  function day({ y, m, d }, months) {
    const named = months.findIndex((name) => name.toLowerCase().startsWith(m.toLowerCase())) + 1;
    const two = (number) => String(number).padStart(2, "0");
    const written = `${y}-${two(/[0-9]/.test(m) ? m : named)}-${two(d)}`;
    const made = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(made.getTime()) && made.toISOString().startsWith(written) ? written : "";
  }

  function isQuoted(typed, at, data) {
    return (typed.slice(0, at).match(new RegExp(`["${data.query.quotes}]`, "gu")) || []).length % 2 === 1;
  }

  kb.queryDates = { readDate };
})();
