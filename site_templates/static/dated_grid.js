// An answer grid redrawn as it stood, or will stand, on a day. Needs dom.js and dated_answers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, label } = kb.dom;
  const { cellOn, differs } = kb.datedAnswers;

  // A cell as parts/macros.html draws it.
  function draw(cell, title, root, isOther) {
    const shown = cell.address ? link("cell-link", "", root + cell.address) : make("span", "cell-link");
    shown.dataset.label = title;
    const isNational = isKnown(cell) && cell.by.endsWith(", national");
    if (isNational || !isKnown(cell)) shown.append(quiet(cell, title, shown, isNational));
    else shown.append(...loud(cell));
    if (isOther) shown.append(make("span", "cell-other", isOther));
    return make("td", `cell tone-${cell.tone}${isNational ? " cell-national" : ""}${isOther ? " is-other" : ""}`, shown);
  }

  // What is not known, or is told in the national row.
  function quiet(cell, title, shown, isNational) {
    shown.dataset.by = cell.by;
    shown.setAttribute("aria-label", `${title}: ${isKnown(cell) ? cell.value : "unknown"} (${cell.by})`);
    if (!cell.address) shown.setAttribute("role", "img");
    return make("span", "cell-value", isNational ? "national rule" : "?");
  }

  function loud(cell) {
    const answer = kb.dom.answer(cell.value, cell.tone);
    answer.className = "cell-answer";
    answer.lastChild.className = cell.inWords ? "cell-value cell-words" : "cell-value";
    if (cell.inWords) answer.lastChild.replaceChildren(...figures(cell.value));
    const doubt = kb.names.doubts.find((mark) => cell.marks.includes(mark));
    const marked = doubt ? make("span", "doubt", label(doubt)) : "";
    if (doubt) marked.dataset.marks = cell.marks.map(label).join(", ");
    return [answer, make("span", "cell-by", cell.by, doubt ? " " : "", marked)];
  }

  // The figures of an answer in words stand out: the odd pieces, as the pattern has one group.
  function figures(text) {
    return text.split(new RegExp(kb.names.figures)).map((piece, at) => (at % 2 ? make("strong", "", piece) : piece));
  }

  function isKnown({ value }) {
    return value !== kb.names.unknown;
  }

  // A row with the cells of a plan in place of its line in a folded list, of which the row takes the id.
  function insert(table, item, cells) {
    const titles = [...table.tHead.rows[0].cells].slice(1).map((head) => head.textContent);
    const { row, silent } = rowOf(item);
    row.id = item.id;
    item.removeAttribute("id");
    row.append(...cells.map((cell, at) => draw(cell, titles[at], document.body.dataset.root, "")));
    if (isKnown(cells[0])) row.dataset.coverage = cells[0].value;
    silent.hidden = true;
    silent.dataset.moved = "";
    silent.closest("tr").before(row);
  }

  // The row of a scope; one of which nothing is known stands in a folded list, and gets a row for the while.
  function rowOf(found) {
    if (found.tagName === "TR") return { row: found, silent: null };
    const row = make("tr", "asof-row", make("th", "grid-scope", found.querySelector("a").cloneNode(true)));
    row.firstChild.scope = "row";
    row.dataset.plan = found.dataset.plan;
    row.id = `${found.id}-on-date`;
    return { row, silent: found };
  }

  // The folded list counts the scopes that stand in it still.
  function recount(folded) {
    const left = [...folded.querySelectorAll("li")].filter((item) => !item.hidden);
    folded.hidden = !left.length;
    const told = folded.querySelector("summary").firstChild;
    if (left.length) told.data = `${left.length} more: ${folded.dataset.what}. `;
  }

  // The figures of a page on the answers of a table's code: how many are known, in all or of a payer, and how many not;
  // others are told for the day of the page alone ("made").
  function figuresOf(table) {
    return [...document.querySelectorAll(`[data-of="${table.dataset.code}"]`)];
  }

  function count(table, payer, gained) {
    for (const element of figuresOf(table)) {
      const { figure, payer: whose } = element.dataset;
      if (figure === "made") element.hidden = true;
      else if (!whose || whose === payer) {
        element.textContent = Number(element.textContent) + (figure === "unknown" ? -gained : gained);
      }
    }
  }

  // Redraws the rows as of `date` and gives the answers that differ from those of the day `than`: whose, on what, what
  // they are, and their cell. `word` stands in each cell that differs.
  function show(table, data, { date, than, root, word }) {
    const { prefix } = table.dataset;
    table.dataset.on = date;
    const titles = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
    const others = [];
    for (const [scope, name, rows] of data.scopes) {
      const found = document.getElementById(prefix + scope.replace("/", "--"));
      if (!found || !table.contains(found)) continue;
      const { row, silent } = rowOf(found);
      const [then, now, made] = [date, than, data.today].map((on) => rows.map((timeline) => cellOn(data, timeline, on)));
      const cells = then.map((cell, at) => draw(cell, titles[at], root, differs(cell, now[at]) ? word : ""));
      const gained = then.filter(isKnown).length - made.filter(isKnown).length;
      row.replaceChildren(row.firstElementChild, ...cells);
      row.dataset.coverage = then[0].value;
      if (silent && then.some((cell, at) => differs(cell, made[at]) || differs(cell, now[at]))) {
        silent.hidden = true;
        silent.dataset.moved = "";
        silent.closest("tr").before(row);
        recount(silent.closest("details"));
      }
      if (row.isConnected) {
        unfold(table, cells, then);
        if (gained) count(table, scope.split("/")[0], gained);
        others.push(...then.map((cell, at) => ({ name, title: titles[at], then: cell, now: now[at], cell: cells[at] }))
          .filter((one) => differs(one.then, one.now)));
      }
    }
    redrawn(table);
    return others;
  }

  // A column without an answer is folded; it unfolds where one is known.
  function unfold(table, cells, then) {
    const heads = [...table.tHead.rows[0].cells].slice(1);
    cells.forEach((cell, at) => cell.classList.toggle("folded", heads[at].classList.contains("folded") && !isKnown(then[at])));
    heads.forEach((head, at) => {
      if (!head.classList.contains("folded") || !isKnown(then[at])) return;
      head.classList.remove("folded");
      table.querySelectorAll(`td:nth-child(${at + 2})`).forEach((cell) => cell.classList.remove("folded"));
    });
  }

  // Tells the scripts that work in the cells.
  function redrawn(table) {
    table.dispatchEvent(new Event("kb-redrawn"));
  }

  // Keeps the rows of a table and the figures beside it as the page came with them, and gives what brings them back.
  function keeper(table) {
    const bodies = [...table.tBodies].map((body) => body.cloneNode(true));
    const figures = figuresOf(table).map((element) => [element, element.textContent, element.hidden]);
    return () => {
      delete table.dataset.on;
      [...table.tBodies].forEach((body, at) => body.replaceWith(bodies[at].cloneNode(true)));
      for (const [element, text, isHidden] of figures) {
        element.textContent = text;
        element.hidden = isHidden;
      }
      redrawn(table);
    };
  }

  kb.datedGrid = { show, keeper, insert, redrawn };
})();
