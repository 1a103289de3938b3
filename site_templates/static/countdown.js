// How far off each day with a countdown is, by the reader's own clock: a page does not know when it is read. Without it
// the day alone stands.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const DAY = 86400000;

  // "in 40 days", "today", "3 days ago", "this month": from one day to another, both as "2026-11-22". A day may be a
  // month or a year, "2027-01": its first day is the earliest that is meant. What was due on a day gone by is "overdue
  // by 3 days".
  function away(day, today, isDue = false) {
    if (day.length < 10 && today.startsWith(day)) return day.length < 7 ? "this year" : "this month";
    const first = `${day}-01-01`.slice(0, 10);
    const days = Math.round((Date.parse(`${first}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);
    if (days === 0) return "today";
    const told = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
    if (days < 0) return isDue ? `overdue by ${told}` : `${told} ago`;
    return day.length < 10 ? `in ${told} at the earliest` : `in ${told}`;
  }

  const today = kb.dom.today();
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const { countdown, due } = element.dataset;
    element.textContent = `(${away(countdown, today, due !== undefined)})`;
    element.classList.toggle("is-overdue", due !== undefined && countdown < today);
  }
  kb.countdown = { away };
})();
