// Since when a section holds at the earliest, as kb/search/beginnings.py tells it: its entry's effective date, else the
// first day that its words give, where it may not be an edition of today.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const PAST = ["old", "superseded", "undated"];

  // The day, month or year that a section of an entry begins with, in ISO form; empty where none is told.
  function begins({ effective, marks, value, text }, { reading, dates: { months } }) {
    if (effective || !marks.some((mark) => PAST.includes(mark))) return effective;
    const told = [...`${value} ${text}`.matchAll(new RegExp(reading.begins, "giu"))].map(({ groups: { start, day, month, year } }) =>
      start || day || `${year}-${String(months.findIndex((one) => one.toLowerCase() === month.toLowerCase()) + 1).padStart(2, "0")}`);
    return told.sort()[0] || "";
  }

  kb.beginnings = { PAST, begins };
})();
