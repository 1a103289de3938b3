// The page of a worklist: what is pasted becomes a table of answers, on this device alone. Needs worklist_lines.js, card.js,
// sheet.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, button, link, day, label, scopeName } = kb.dom;
  const { root } = document.body.dataset;
  const { faults, most } = kb.called.worklist;
  const SHOWN = ["coverage", "prior_authorization", "timely_filing"];
  const COLUMNS = ["line", "code", "plan", "date_of_service", ...kb.names.questions.map(({ key }) => key), "verify",
    "next_step", "fault", "typed"];

  const form = document.querySelector("form[data-worklist]");
  const text = form.querySelector("textarea");
  const told = form.querySelector("[role=status]");
  const place = document.querySelector("[data-worklist-table]");
  let latest = 0;

  // What is wrong with the whole list: patient data, or too many lines. Nothing of it is kept.
  function refusal(typed) {
    const lines = typed.split(/\r\n|\n|\r/);
    for (const [at, line] of lines.entries()) {
      const what = kb.privacy.suspect(line);
      if (what) return `Line ${at + 1} looks like ${what}, so it is not read; take it out: a code, a plan, a question and a date are enough. The list was cleared.`;
    }
    const filled = lines.filter((line) => line.trim()).length;
    return filled > most ? `${filled} lines are more than ${most}: split the list.` : "";
  }

  async function run() {
    latest += 1;
    const mine = latest;
    const refused = refusal(text.value);
    place.replaceChildren();
    told.textContent = refused;
    if (refused) {
      if (refused.startsWith("Line")) text.value = "";
      return;
    }
    const lines = kb.worklist.split(text.value);
    if (!lines.length) {
      told.textContent = "Paste at least one line, such as: 0709T, UHC commercial, 3/1/2026";
      return;
    }
    told.textContent = "Reading …";
    const done = new Map();
    const kept = new Map();
    try {
      const data = await kb.ready();
      const read = await kb.settle(data, () => readAll(lines, data, done, kept));
      const rows = (await Promise.all(read.filter(({ fault }) => !fault).map((line) => kb.worklist.answer(line, root)))).flat();
      if (mine === latest) draw(rows, read.filter(({ fault }) => fault));
    } catch (fault) {
      told.textContent = `The answers didn't load: ${fault.message}. Reload the page.`;
    }
  }

  // Reads the lines of which the index has all parts, each once; the others again when more of it is here.
  function readAll(lines, data, done, kept) {
    const missing = new Set();
    for (const line of lines.filter((one) => !done.has(one))) {
      data.missing.clear();
      const read = kb.worklist.read(line, data, kb.clock.today, kept);
      if (!data.missing.size) done.set(line, read);
      data.missing.forEach((name) => missing.add(name));
    }
    missing.forEach((name) => data.missing.add(name));
    return lines.map((line) => done.get(line));
  }

  function cellOf(row) {
    const known = row.value !== kb.names.unknown;
    const shown = known ? kb.dom.answer(row.value, row.tone) : make("span", "answer tone-unknown", "unknown");
    const door = link("", "", root + row.url);
    door.append(shown);
    const doubt = kb.names.doubts.find((mark) => row.marks.includes(mark));
    return make("td", "", make("span", "", door, known ? "" : make("span", "muted", ` ${label(row.reason || "")}`),
      doubt ? make("span", "doubt", label(doubt)) : ""));
  }

  function payerPage(plan) {
    const [payer, name] = plan.split("/");
    return `${payer}/payer.html#scope-${name}`;
  }

  function tableRow({ line, scope, rows, step }) {
    const { payer, name } = rows[0];
    const by = (key) => rows.find(({ question }) => question === key);
    const next = make("td", "", make("span", "", step, kb.dom.sheetDoor([line.code], scope, line.day || kb.clock.today, root)));
    const cells = [make("td", "", String(line.number)), make("td", "", link("", line.code, `${root}codes/${line.code.toLowerCase()}.html`)),
      make("td", "", link("", scopeName({ payer, name }), `${root}${payerPage(scope)}`)),
      make("td", "", line.day ? day(line.day) : "today"), ...SHOWN.map((key) => cellOf(by(key))), next];
    cells.forEach((cell, at) => { cell.dataset.column = HEADS[at]; });
    const row = make("tr", "", ...cells);
    row.sortBy = [line.number, line.code, scopeName({ payer, name }), line.day, ...SHOWN.map((key) => by(key).value), step];
    return row;
  }

  const HEADS = ["Line", "Code", "Plan", "Date of service",
    ...SHOWN.map((key) => kb.names.questions.find((one) => one.key === key).label), "Next step"];

  function draw(rows, unread) {
    const body = make("tbody", "", ...rows.map(tableRow));
    const heads = HEADS.map((head, at) => {
      const sorter = button("as-link", head, () => sort(body, at, sorter));
      return Object.assign(make("th", "", sorter), { scope: "col" });
    });
    const table = make("table", "facts worklist", make("caption", "", "Answers, line by line"), make("thead", "", make("tr", "", ...heads)), body);
    const list = make("ul", "", ...unread.map(({ number, typed, fault }) => make("li", "", make("strong", "", `Line ${number}: `), `${faults[fault]}. `, make("span", "muted", typed))));
    place.replaceChildren(
      rows.length ? make("p", "no-print", button("quiet", "Download (CSV)", () => save(rows, unread)), " ", button("quiet", "Print", () => window.print())) : "",
      rows.length ? table : "",
      unread.length ? make("section", "callout callout-warn", make("h2", "", `${unread.length} ${unread.length === 1 ? "line was" : "lines were"} not read`), list) : "");
    told.textContent = `${rows.length} ${rows.length === 1 ? "row" : "rows"} answered${unread.length ? `, ${unread.length} not read` : ""}. Nothing left this page.`;
  }

  function sort(body, at, sorter) {
    const head = sorter.parentElement;
    const down = head.getAttribute("aria-sort") === "ascending";
    head.parentElement.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other));
    const sorted = [...body.rows].sort((one, other) => order(one.sortBy[at], other.sortBy[at]));
    body.append(...(down ? sorted.reverse() : sorted));
  }

  function save(rows, unread) {
    const answered = rows.map(({ line, rows: held, doubts, step }) => [line.number, line.code, scopeName(held[0]),
      line.day ? written(line.day) : "", ...held.map(({ value }) => value), doubts.join("; "), step, "", line.typed]);
    const others = unread.map(({ number, typed, fault }) => [number, ...Array(COLUMNS.length - 3).fill(""), faults[fault], typed]);
    kb.sheet.save("worklist.csv", COLUMNS, [...answered, ...others]);
  }

  function written(iso) {
    const [year, month, number] = iso.split("-").map(Number);
    return `${month}/${number}/${year}`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.querySelector("[data-clear]").addEventListener("click", () => {
    latest += 1;
    text.value = "";
    place.replaceChildren();
    told.textContent = "";
    text.focus();
  });
  form.hidden = false;
})();
