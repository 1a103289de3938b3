// The date-of-service box of an entry: finds the span that a day lies in and shows what was in force then, and why.
// The spans stand on the page as a list; the day stands in the address (#date=2026-03-01), so that it can be linked.
// Needs dom.js, clock.js, dates.js and date_forms.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, day } = kb.dom;
  const DASHES = /[\u2010-\u2015\u2212]/g;
  const ISO = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const LONGEST = 40;

  // The day that a text names in any usual form, as "2026-03-01"; empty where it names none, or more days than one.
  function read(written) {
    const text = written.trim().toLowerCase().replace(DASHES, "-");
    if (isDay(text)) return text;
    const found = kb.queryDates.findDates(text, kb.clock.today, { dates: kb.dateForms });
    const isWhole = found.length === 1 && found[0].start === 0 && found[0].end === text.length;
    return isWhole && found[0].first === found[0].last ? found[0].first : "";
  }

  function isDay(text) {
    const time = ISO.test(text) ? new Date(`${text}T00:00:00Z`) : NaN;
    return !Number.isNaN(Number(time)) && time.toISOString().startsWith(text);
  }

  // The day named in the address, if it names one; of a text there that names no day, what is told of it.
  function inAddress() {
    const written = (new URLSearchParams(window.location.hash.slice(1)).get("date") || "").trim();
    const date = written ? read(written) : "";
    const odd = written && !date ? make("p", "callout callout-warn",
      `“${written.slice(0, LONGEST)}” names no day that can be asked for: write one like 2026-03-01 or 3/1/2026. `
      + "What follows is of today.") : null;
    return { date, odd };
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

  // The box that asks for a day, before the place where it is answered.
  function boxBefore(place) {
    const field = Object.assign(make("input", ""), { id: "date-of-service", type: "date", min: "1990-01-01", max: "2099-12-31", required: true });
    const label = Object.assign(make("label", "", "Date of service"), { htmlFor: field.id });
    const form = make("form", "date-box", label, field, make("button", "", "Which version?"));
    place.before(form);
    return { form, field };
  }

  function start(place) {
    const spans = [...document.getElementById(place.dataset.spans).children];
    const { form, field } = boxBefore(place);

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
      const { date, odd } = inAddress();
      show(date);
      if (odd) place.replaceChildren(odd);
      if (date || odd) form.scrollIntoView();
    }

    window.addEventListener("hashchange", showAddress);
    showAddress();
  }

  kb.dates = { ...kb.dates, inAddress, refused };
  document.querySelectorAll("[data-spans]").forEach(start);
})();
