// Dates of service within a query, as kb/search/dates.py reads them: whether there is any at all. What reads them is loaded
// then.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // Every time in a cleaned query, in order; `today` is the reader's day, 2026-03-01.
  function findDates(text, today, { dates }) {
    return mayHold(text, dates) ? (kb.datesRead || kb.late("datesRead", "days")).found(text, today, dates) : [];
  }

  // Whether a text has what one of the forms of a time finds.
  function mayHold(text, { may, spans, forms, dated, ago, within, relative }) {
    if (!new RegExp(may, "u").test(text)) return false;
    const words = relative.map((one) => `(?<![0-9a-z])${one}(?![0-9a-z])`);
    return [...spans, ...forms, ...dated, ago, ...within, ...words].some((form) => new RegExp(form, "u").test(text));
  }

  // A query without its times; a bare year stays, since titles of documents have one.
  function without(text, found) {
    const cut = (so, { start, end }) => `${so.slice(0, start)} ${so.slice(end)}`;
    return found.filter(({ written }) => !/^[0-9]{4}$/.test(written)).reduceRight(cut, text);
  }

  kb.queryDates = { findDates, without };
})();
