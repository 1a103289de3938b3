// The date-of-service box of an entry: finds the span that a day lies in and shows what was in force then, and why.
// The spans stand on the page as a list; the day stands in the address (#date=2026-03-01), so that it can be linked.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, day } = kb.dom;
  const DATE = /^#date=([0-9]{4}-[0-9]{2}-[0-9]{2})$/;

  // The day named in the address; empty where none is, or no calendar has it.
  function dateInAddress() {
    const found = DATE.exec(window.location.hash);
    const time = found ? new Date(`${found[1]}T00:00:00Z`) : NaN;
    return !Number.isNaN(Number(time)) && time.toISOString().startsWith(found[1]) ? found[1] : "";
  }

  // What is told of a day that the box does not ask for; null of any other. The address may name such a day.
  function refused(date, { min, max }) {
    if (!date || (min <= date && date <= max)) return null;
    return make("p", "callout callout-warn", `${day(date)} lies outside the days that can be asked for. Choose a day from `
      + `${day(min)} to ${day(max)}.`);
  }

  // Dates as texts compare as days do.
  function spanOf(date, spans) {
    return spans.find(({ dataset: { first, last } }) => (!first || first <= date) && (!last || date <= last));
  }

  function told(date, span) {
    const late = span.dataset.recorded && span.dataset.recorded > date;
    const said = [...span.querySelector(".span-told").cloneNode(true).childNodes];
    return make("div", "callout callout-clock",
      make("p", "", make("strong", "", `Date of service ${day(date)}: `), ...said),
      late ? make("p", "", `It was recorded on ${day(span.dataset.recorded)}, after that day: on the day itself it may `
        + "not have been known here.") : "");
  }

  function start(form) {
    const spans = [...document.getElementById(form.dataset.spans).children];
    const field = form.querySelector("input");
    const place = form.parentElement.querySelector(".date-told");

    function show(date) {
      const odd = refused(date, field);
      const span = date && !odd ? spanOf(date, spans) : null;
      spans.forEach((item) => item.classList.toggle("is-asked", item === span));
      place.replaceChildren(odd || (span ? told(date, span) : ""));
      if (date) field.value = date;
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.history.replaceState(null, "", `#date=${field.value}`);
      show(field.value);
    });
    function showAddress() {
      const date = dateInAddress();
      show(date);
      if (date) form.scrollIntoView();
    }

    window.addEventListener("hashchange", showAddress);
    form.hidden = false;
    showAddress();
  }

  kb.dates = { ...kb.dates, dateInAddress, refused };
  document.querySelectorAll("form[data-spans]").forEach(start);
})();
