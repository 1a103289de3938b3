// The review worklist as of the day on which it is read: what is overdue or due by then, what comes to the board that was
// not due when the page was made, and the counts of both. Needs clock.js and countdown.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, day, dataFrom } = kb.dom;
  const { made, today } = kb.clock;
  const { root } = document.body.dataset;
  const received = new Map();

  // Called by each of the scripts in static/board/.
  kb.board = (payer, found) => received.set(payer, found);

  function load(payer) {
    return dataFrom(`${root}static/board/${payer}.js`, "the rows", () => received.get(payer));
  }

  function after(iso, days) {
    return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
  }

  // What a review is that is due on a day: due within some days of today, overdue, or empty while it is further off.
  function kindOn(due, within) {
    if (due < today) return "overdue";
    return due <= after(today, within) ? "due" : "";
  }

  // How many of the reviews that fall due on some days are overdue, and how many due: "2026-12-01:3 4:1" are three on
  // the first of December, and one four days behind.
  function counted(days, within) {
    const found = { overdue: 0, due: 0 };
    let on = "";
    for (const [step, number] of days.split(" ").filter(Boolean).map((pair) => pair.split(":"))) {
      on = on ? after(on, step) : step;
      const kind = kindOn(on, within);
      if (kind) found[kind] += Number(number);
    }
    return found;
  }

  // The board's first page.
  function recount(table) {
    const totals = { overdue: 0, due: 0 };
    const fill = (row, found) => Object.entries(found).forEach(([kind, number]) => {
      const cell = row.querySelector(`[data-kind="${kind}"]`);
      cell.textContent = number;
      cell.classList.toggle("is-none", !number && !row.matches(".board-total"));
    });
    for (const row of table.querySelectorAll("[data-due-days]")) {
      const found = counted(row.dataset.dueDays, table.dataset.within);
      fill(row, found);
      for (const kind of Object.keys(totals)) totals[kind] += found[kind];
    }
    fill(table.querySelector(".board-total"), totals);
  }

  async function codesDue(section) {
    const { within, nextLater } = section.dataset;
    const list = section.querySelector("ul");
    for (const item of list.children) item.querySelector(".chip").replaceWith(kb.dom.chip(kindOn(item.dataset.day, within) || "due"));
    for (const row of await later("codes", within, nextLater)) {
      const days = make("span", "due-day", `${day(row.due)} (${kb.countdown.away(row.due, today)})`);
      list.append(make("li", "", link("", row.title, root + row.link), " ", kb.dom.chip(kindOn(row.due, within)), " ", days));
    }
    section.hidden = !list.children.length;
  }

  // The rows that came to the board since the page was made, by the names of their columns, each with its number.
  async function later(payer, within, first) {
    if (!first || !kindOn(first, within)) return [];
    const { columns, later: rows } = await load(payer);
    const named = rows.map((row, number) => ({ ...Object.fromEntries(columns.map((name, at) => [name, row[at]])), number }));
    return named.filter(({ due }) => kindOn(due, within));
  }

  // The page of a payer.
  async function reorder(table) {
    const { board, within, nextLater, order, dueDays } = table.dataset;
    const body = table.tBodies[0];
    for (const row of body.querySelectorAll('[data-kind="overdue"], [data-kind="due"]')) {
      mark(row, kindOn(row.dataset.day, within) || "due");
    }
    for (const row of await later(board, within, nextLater)) body.append(rowOf(row, within));
    const place = ({ dataset }) => order.split("|").indexOf(dataset.kind);
    const isReview = ({ dataset }) => dataset.kind === "overdue" || dataset.kind === "due";
    const byDay = (one, other) => (isReview(one) && isReview(other) ? one.dataset.day.localeCompare(other.dataset.day) : 0);
    body.append(...[...body.rows].sort((one, other) => place(one) - place(other) || byDay(one, other)));
    tell(table, counted(dueDays, within));
  }

  function legend(kind) {
    return document.querySelector(`.legend [data-kind="${kind}"]`);
  }

  function mark(row, kind) {
    row.dataset.kind = kind;
    row.querySelector(".answer").replaceWith(legend(kind).querySelector(".answer").cloneNode(true));
  }

  // The sheet writes a code behind a word, so that programs keep it as text; a page shows the code alone.
  function codesShown({ hcpcs_codes: codes }) {
    return codes.replaceAll("HCPCS ", "");
  }

  function rowOf(found, within) {
    const kind = kindOn(found.due, within);
    const codes = codesShown(found);
    const cells = [
      ["Why it is here", make("span", "", legend(kind).querySelector(".answer").cloneNode(true), " ",
        make("span", "muted board-why", kb.dom.label(found.reason)))],
      ["Plan", found.scope_name],
      ["What", make("span", "", link("", found.title, root + found.link), " ", make("span", "muted", found.question_titles))],
      ["Codes", make("span", "", codes)],
      ["Next step", make("span", "", found.next_step)],
      ["Due", make("span", "", `${day(found.due)} `, make("span", "countdown", `(${kb.countdown.away(found.due, today)})`))],
    ];
    const row = make("tr", "", ...cells.map(([, content]) => make("td", "", content)));
    cells.forEach(([name], at) => { row.cells[at].dataset.column = name; });
    const size = codes.includes(";") ? codes.split(";").length : Number(!codes.includes(" "));
    Object.assign(row.dataset, { later: found.number, kind, size, day: found.due,
      questions: found.question_titles.split("; ").join("|") });
    return row;
  }

  // The counts above the table.
  function tell(table, found) {
    let gained = 0;
    for (const [kind, number] of Object.entries(found)) {
      const shown = legend(kind).querySelector(".muted");
      gained += number - Number(shown.textContent);
      shown.textContent = number;
      legend(kind).hidden = !number;
    }
    const total = document.querySelector("[data-board-total]");
    const rows = Number.parseInt(total.textContent, 10) + gained;
    total.textContent = `${rows} ${rows === 1 ? "row" : "rows"}`;
    table.closest("section").hidden = !table.tBodies[0].rows.length;
    const empty = document.querySelector("[data-board-empty]");
    if (empty) empty.hidden = Boolean(table.tBodies[0].rows.length);
  }

  async function start() {
    if (today === made) return;
    for (const place of document.querySelectorAll("[data-clock-day]")) place.textContent = day(today);
    document.querySelectorAll(".board-counts").forEach(recount);
    await Promise.all([
      ...[...document.querySelectorAll("[data-codes-due]")].map(codesDue),
      ...[...document.querySelectorAll("[data-board]")].map(reorder),
    ]);
  }

  function failed({ message }) {
    document.querySelector(".page-head").append(make("p", "callout callout-warn",
      `What came to this board since ${day(made)}, when this copy was made, is missing: ${message}.`));
  }

  kb.reviewDay = { load, ready: start().catch(failed) };
})();
