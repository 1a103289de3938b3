// The date-of-service box of a code page: redraws the answer grid as it stood on a day, as recorded here. Without a day
// it stands as of today, where that differs from the day that the page was made for. Needs clock.js, dated_answers.js,
// dated_grid.js, date_of_service.js and date_banner.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;

  function start(form) {
    const { root } = document.body.dataset;
    const { today, isShifted } = kb.clock;
    const section = form.closest("section");
    const table = section.querySelector("table.grid");
    const place = section.querySelector(".date-told");
    const field = form.querySelector("input");
    const keep = kb.datedGrid.keeper(table);

    // The rows come back as the page came with them.
    function restore() {
      if (section.classList.contains("is-asof")) keep();
      section.classList.remove("is-asof", "is-before");
      place.replaceChildren();
    }

    function back() {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      field.value = "";
      field.focus();
      return ofToday();
    }

    async function draw(date, than, word, banner) {
      const data = await kb.datedAnswers.load(form.dataset.asof, root);
      restore();
      const others = kb.datedGrid.show(table, data, { date, than: than || data.today, root, word });
      section.classList.add("is-asof");
      section.classList.toggle("is-before", Boolean(form.dataset.begins) && date < form.dataset.begins);
      if (banner) place.replaceChildren(banner(others, data.today));
      return others;
    }

    // As of today: marked only where an answer is another than on the day of the copy.
    async function ofToday() {
      restore();
      if (!isShifted) return;
      const others = await draw(today, "", "since this copy was made", (found, made) => (found.length
        ? kb.dates.ownDay({ today, made, others: found, show: (date) => { field.value = date; return ask(date); } })
        : ""));
      if (!others.length) restore();
    }

    async function ask(date) {
      const odd = kb.dates.refused(date, field);
      if (odd) {
        restore();
        place.replaceChildren(odd);
        return;
      }
      await draw(date, today, "differs from today",
        (others, made) => kb.dates.banner({ date, others, made, life: form.dataset, back: () => attempt(back()) }));
      field.value = date;
    }

    // Says so where the answers of other days cannot be loaded.
    function attempt(work) {
      return work.catch(({ message }) => {
        place.replaceChildren(make("p", "callout callout-warn", `Answers of another day could not be shown: ${message}.`));
      });
    }

    function askAddress() {
      const { date, odd } = kb.dates.inAddress();
      if (date) attempt(ask(date)).then(() => section.scrollIntoView());
      else attempt(ofToday()).then(() => odd && place.prepend(odd));
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.history.replaceState(null, "", `#date=${field.value}`);
      attempt(ask(field.value));
    });
    window.addEventListener("hashchange", askAddress);
    form.hidden = false;
    askAddress();
  }

  document.querySelectorAll("form[data-asof]").forEach(start);
})();
