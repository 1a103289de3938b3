// The date-of-service box of a code page: redraws the answer grid as it stood on a day, as recorded today. Which cells
// ever change, and when, comes as one script of the code, loaded when the box is first used. Needs dom.js,
// date_of_service.js and date_banner.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, chip, dataFrom } = kb.dom;
  const received = new Map();

  // Called by each of the scripts in static/asof/.
  kb.asOf = (code, packed) => received.set(code, packed);

  function load(code, root) {
    const address = `${root}static/asof/${code.toLowerCase()}.js`;
    return dataFrom(address, "the answers by date", () => received.get(code));
  }

  // The cell of a timeline on a day, by its number.
  function cellOn(timeline, date) {
    return timeline.filter(([first]) => first <= date).at(-1)[1];
  }

  function cellOf({ cells, values }, number) {
    const [value, tone, by, why, address, inWords, ...marks] = cells[number].map((place) => values[place]);
    return { value, tone, by, why, address, inWords, marks };
  }

  // Another explanation alone makes no other answer.
  function differs(one, other) {
    return [one, other].map(({ value, by, marks }) => [value, by, ...marks].join("\n")).reduce((a, b) => a !== b);
  }

  // A cell as parts/macros.html draws it.
  function draw(cell, title, root, isOther) {
    const shown = cell.address ? link("cell-link", "", root + cell.address) : make("span", "cell-link");
    shown.dataset.label = title;
    const answer = kb.dom.answer(cell.value, cell.tone);
    answer.className = "cell-answer";
    answer.lastChild.className = cell.inWords ? "cell-value cell-words" : "cell-value";
    shown.append(answer, make("span", "cell-by", cell.by, ...cell.marks.flatMap((mark) => [" ", chip(mark)])),
      isOther ? make("span", "cell-other", "differs from today") : "", make("span", "cell-why", cell.why));
    return make("td", `cell tone-${cell.tone}${isOther ? " is-other" : ""}`, shown);
  }

  // The row of a scope; one of which nothing is known today stands in a folded list, and gets a row for the while.
  function rowOf(id) {
    const found = document.getElementById(id);
    if (found.tagName === "TR") return { row: found, silent: null };
    const row = make("tr", "asof-row", make("th", "grid-scope", found.querySelector("a").cloneNode(true)));
    row.firstChild.scope = "row";
    return { row, silent: found };
  }

  // The folded list counts the scopes that stand in it still.
  function recount(folded) {
    const left = [...folded.querySelectorAll("li")].filter((item) => !item.hidden);
    folded.hidden = !left.length;
    if (left.length) folded.querySelector("summary").childNodes[1].data = ` ${left.length} more: nothing known `;
  }

  // Redraws the rows and gives the answers that differ: whose, on what, what they are, and their cell.
  function show(table, data, date, root) {
    const titles = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
    const others = [];
    for (const [scope, name, rows] of data.scopes) {
      const { row, silent } = rowOf(scope.replace("/", "--"));
      const pairs = rows.map((timeline) => [date, data.today].map((when) => cellOf(data, cellOn(timeline, when))));
      const cells = pairs.map(([then, now], at) => draw(then, titles[at], root, differs(then, now)));
      const differing = pairs.map(([then, now], at) => ({ name, title: titles[at], then, now, cell: cells[at] }))
        .filter(({ then, now }) => differs(then, now));
      others.push(...differing);
      row.replaceChildren(row.firstElementChild, ...cells);
      if (silent && differing.length) {
        silent.hidden = true;
        silent.closest("tr").before(row);
        recount(silent.closest("tr"));
      }
    }
    return others;
  }

  function start(form) {
    const root = document.body.dataset.root;
    const code = form.dataset.asof;
    const section = form.closest("section");
    const table = section.querySelector("table.grid");
    const place = section.querySelector(".date-told");
    const field = form.querySelector("input");
    let plain = null;

    // The rows of today come back as they were.
    function restore() {
      if (plain) [...table.tBodies].forEach((body, at) => body.replaceWith(plain[at].cloneNode(true)));
      section.classList.remove("is-asof", "is-before");
      place.replaceChildren();
    }

    function back() {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      restore();
      field.value = "";
      field.focus();
    }

    async function ask(date) {
      const odd = kb.dates.refused(date, field);
      if (odd) {
        restore();
        place.replaceChildren(odd);
        return;
      }
      try {
        const data = await load(code, root);
        plain = plain || [...table.tBodies].map((body) => body.cloneNode(true));
        restore();
        const others = show(table, data, date, root);
        section.classList.add("is-asof");
        section.classList.toggle("is-before", Boolean(form.dataset.begins) && date < form.dataset.begins);
        field.value = date;
        place.replaceChildren(kb.dates.banner({ date, others, today: data.today, life: form.dataset, back }));
      } catch (fault) {
        place.replaceChildren(make("p", "callout callout-warn", `Nothing could be shown: ${fault.message}.`));
      }
    }

    function askAddress() {
      const date = kb.dates.dateInAddress();
      if (date) ask(date).then(() => section.scrollIntoView());
      else if (plain && section.classList.contains("is-asof")) restore();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.history.replaceState(null, "", `#date=${field.value}`);
      ask(field.value);
    });
    window.addEventListener("hashchange", askAddress);
    form.hidden = false;
    askAddress();
  }

  document.querySelectorAll("form[data-asof]").forEach(start);
})();
