// What stands above an answer grid of another day than that of the page: what must be known of it, how many answers
// differ, and a link to each. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, day, scopeName } = kb.dom;
  const MOST = 8;

  kb.dates = kb.dates || {};

  // A link to the cell of an answer that differs. The address keeps its day, so the link moves the reader by itself.
  function wayTo({ name, title, then, cell }) {
    const target = cell.firstElementChild;
    const row = cell.parentElement;
    const payer = row.parentElement.querySelector(".grid-payer a").textContent;
    const made = link("", `${scopeName({ payer, name })}: ${title.toLowerCase()}`, row.id ? `#${row.id}` : "#answers");
    made.addEventListener("click", (event) => {
      event.preventDefault();
      if (!target.href) target.tabIndex = -1;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    });
    return make("li", "", made, then.inWords ? "" : ` ${then.value}`);
  }

  function listed(others) {
    if (!others.length) return "";
    const more = others.length - MOST;
    const shown = others.slice(0, MOST).map(wayTo);
    return make("ul", "asof-others", ...shown, more > 0 ? make("li", "", `and ${more} more`) : "");
  }

  // What must be known of a day that lies outside the life of the code, as the form says it; dates as texts compare.
  function lifeOn(date, { begins, before, ends, after }) {
    if (begins && date < begins) return before;
    return ends && date >= ends ? after : "";
  }

  // How many answers differ, and from which others. After the day of the copy nothing can be said to stay as it is.
  function summary(others, date, made, which) {
    const ahead = `nothing later is recorded than ${day(made)}, the day of this library`;
    if (!others.length) return date > made ? ahead : `no answer differs from ${which}`;
    const differ = `${others.length} ${others.length === 1 ? "answer differs" : "answers differ"} from ${which}`;
    return date > made ? `${differ}; ${ahead}` : differ;
  }

  // Above a grid that stands as of today, which is not the day that the page was made for. `show` asks for a day.
  kb.dates.ownDay = ({ today, made, others, show }) => make("div", "callout callout-clock callout-warn",
    make("p", "", make("strong", "asof-loud", `Showing answers for ${day(today)} (your computer's date); this copy was made `
      + `${day(made)}. `), `${sentence(summary(others, today, made, `those of ${day(made)}`))}.`), listed(others),
    show ? button("quiet", `Show the answers of ${day(made)}`, () => show(made)) : "");

  function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  // Above a grid of a day that was asked for; `made` is the day that the page was made for.
  kb.dates.banner = ({ date, others, made, life, back }) => {
    const caution = lifeOn(date, life);
    return make("div", `callout callout-clock${caution ? " callout-warn" : ""}`,
      caution ? make("p", "", make("strong", "", caution)) : "",
      make("p", "", make("strong", "asof-loud", `Answers as of ${day(date)}, as recorded today: `),
        `${summary(others, date, made, "today's")}.`), listed(others),
      make("p", "", "By the effective dates of the rules recorded in this library, whenever they were recorded. An "
        + "answer opens the version that gave it."), button("quiet", "Back to today's answers", back));
  };
})();
