// The review worklist: filters and order for the rows of a payer.
// Without it the board is a full list, the most pressing first.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const ORDERS = [
    ["pressing", "Most pressing"],
    ["day", "Due first"],
    ["scope", "Plan"],
    ["size", "Most codes"],
  ];

  function choice(name, values, changed) {
    const select = kb.dom.make("select", "");
    select.id = `board-${name.toLowerCase()}`;
    for (const [value, text] of values) select.append(new Option(text, value));
    select.addEventListener("change", changed);
    const label = kb.dom.make("label", "", name);
    label.htmlFor = select.id;
    return { select, element: kb.dom.make("div", "board-choice", label, select) };
  }

  function valuesOf(rows, read) {
    return [...new Set(rows.flatMap(read))].filter(Boolean).map((value) => [value, value]);
  }

  // The plan of a row, as its cell names it.
  const planOf = (row) => row.cells[1].textContent;

  function compare(order) {
    const known = {
      day: (a, b) => (a.dataset.day || "9999").localeCompare(b.dataset.day || "9999"),
      scope: (a, b) => planOf(a).localeCompare(planOf(b)),
      size: (a, b) => Number(b.dataset.size) - Number(a.dataset.size),
    };
    return known[order] || (() => 0);
  }

  // The rows in view, in their order, with all that the sheet of the whole board has.
  async function save(table) {
    const { root } = document.body.dataset;
    const payer = table.dataset.board;
    const { columns, rows, later, kinds } = await kb.reviewDay.load(payer);
    const opened = [...table.tBodies[0].rows].filter((row) => !row.hidden).map(({ dataset }) => {
      const found = [...(dataset.later ? later[dataset.later] : rows[dataset.row])];
      const set = (name, text) => { found[columns.indexOf(name)] = text; };
      set("kind", dataset.kind);
      if (kinds[dataset.kind]) set("kind_means", kinds[dataset.kind]);
      set("link", kb.sheet.whole(found[columns.indexOf("link")], root));
      return found;
    });
    kb.sheet.save(`review-${payer}.csv`, columns, opened);
  }

  function arrange(table, tools) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const told = kb.dom.make("p", "board-told");
    told.setAttribute("role", "status");
    const act = () => show();
    const questions = (row) => row.dataset.questions.split("|");
    const kind = choice("Why", [["", "All"], ...valuesOf(rows, (row) => row.dataset.kind)], act);
    const scope = choice("Plan", [["", "All"], ...valuesOf(rows, planOf)], act);
    const question = choice("Question", [["", "All"], ...valuesOf(rows, questions)], act);
    const order = choice("Order", ORDERS, act);
    const download = kb.dom.button("quiet", "Download these rows (CSV)", () => save(table).catch(failed));
    const failed = ({ message }) => { told.textContent = `${message}. The whole worklist can be downloaded above.`; };
    const nothing = kb.dom.make("p", "callout", "No row fits all that is chosen. ",
      kb.dom.button("quiet", "Show all rows", () => showAll()));
    const end = kb.dom.make("div", "board-end", told, download);
    tools.append(kind.element, scope.element, question.element, order.element, end);

    function fits(row) {
      return (!kind.select.value || row.dataset.kind === kind.select.value)
        && (!scope.select.value || planOf(row) === scope.select.value)
        && (!question.select.value || questions(row).includes(question.select.value));
    }

    function show() {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !fits(row);
        shown += row.hidden ? 0 : 1;
      }
      body.append(...[...rows].sort(compare(order.select.value)));
      told.textContent = `${shown} of ${rows.length} rows`;
      download.disabled = !shown;
      nothing.hidden = shown > 0;
    }

    function showAll() {
      for (const { select } of [kind, scope, question]) select.value = "";
      show();
      kind.select.focus();
    }
    table.after(nothing);
    show();
  }

  const table = document.querySelector("[data-board]");
  const tools = document.querySelector("[data-board-tools]");
  if (table && tools) kb.reviewDay.ready.then(() => arrange(table, tools));
})();
