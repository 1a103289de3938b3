// Why an answer of a grid stands. No reason stands in the table itself, so that what is copied or read aloud is what is
// seen: it shows beside its answer while the pointer or the focus of the keyboard is there, until Escape, and at a touch
// of an answer that leads nowhere; and the
// button above a grid writes the reason of each answer below it, for touch, for print and to be copied. A reason comes
// with the answers of a plan, of the day that the grid shows, loaded when one is first asked for. Needs names.js, dom.js,
// dated_answers.js and card.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, button } = kb.dom;
  const { root } = document.body.dataset;
  const WAIT = 400; // milliseconds that a pointer rests on an answer before its reason shows
  const LINKS = ".cell > .cell-link";
  const tip = make("div", "why");
  let shown = null; // the answer whose reason shows, or is about to
  let timer = 0;

  tip.id = "why";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);

  // The reason of an answer in its cell. Rejects where the answers cannot be loaded.
  async function reasonOf(cell) {
    const { code, on } = cell.closest("table").dataset;
    const scope = cell.closest("tr").dataset.plan;
    const { key } = kb.names.questions.find(({ label }) => label === cell.dataset.label);
    const rows = await kb.card.answersOf({ code, scopes: [scope], question: key }, root, on || undefined);
    const found = rows.find((row) => row.scope === scope && row.question === key);
    return [found.why, found.marks.length ? `Check: ${found.marks.map(kb.dom.label).join(", ")}.` : ""].filter(Boolean).join(" ");
  }

  async function show(cell) {
    try {
      const why = await reasonOf(cell);
      if (shown !== cell) return;
      tip.textContent = why;
      tip.hidden = false;
      place(cell);
      cell.setAttribute("aria-describedby", tip.id);
    } catch {
      if (shown === cell) hide(); // the next time may have more luck
    }
  }

  // Below the answer and a little over it, so that the pointer can go there; inside the window.
  function place(cell) {
    const box = cell.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(box.left + 8, widest)) + window.scrollX}px`;
    tip.style.top = `${box.bottom - 4 + window.scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  // Shows the reason of an answer after a while, or puts away the one that shows; where all are written none shows.
  function turnTo(cell, after) {
    if (cell === shown) return;
    hide();
    if (!cell || cell.querySelector(".cell-why")) return;
    shown = cell;
    if (after) timer = setTimeout(show, after, cell);
    else show(cell);
  }

  const cellAt = (target) => target.closest?.(`.grid ${LINKS}`) || null;

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch" && !tip.contains(target)) turnTo(cellAt(target), WAIT);
  });
  document.documentElement.addEventListener("pointerleave", hide);
  document.addEventListener("focusin", ({ target }) => turnTo(target.matches(":focus-visible") ? cellAt(target) : null, 0));
  document.addEventListener("focusout", hide);
  document.addEventListener("click", ({ target }) => {
    const cell = cellAt(target);
    if (cell && !cell.href) turnTo(cell, 0);
    else if (!tip.contains(target)) hide();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && shown) put();
  });

  // The reason stays away until pointer or focus is on another answer.
  function put() {
    const cell = shown;
    hide();
    shown = cell;
  }

  // Writes the reason of every answer below it, or takes them all out again.
  async function write(table, isWritten) {
    table.querySelectorAll(".cell-why").forEach((why) => why.remove());
    if (!isWritten) return;
    const cells = [...table.querySelectorAll(LINKS)];
    const whys = await Promise.all(cells.map(reasonOf));
    const isStill = table.dataset.whys === "shown" && !table.querySelector(".cell-why");
    if (isStill) cells.forEach((cell, at) => cell.append(make("span", "cell-why", whys[at])));
  }

  // The button above a grid, in the place that the page keeps free for it, and a word where nothing can be loaded.
  function start(place) {
    const table = place.closest("section").querySelector("table.grid");
    const told = make("span", "muted");
    told.setAttribute("role", "status");
    const toggle = button("quiet", "Show details", () => turn(table.dataset.whys !== "shown"));

    async function turn(isWritten) {
      hide();
      table.dataset.whys = isWritten ? "shown" : "";
      toggle.setAttribute("aria-pressed", String(isWritten));
      told.textContent = "";
      try {
        await write(table, isWritten);
      } catch {
        await turn(false);
        told.textContent = "The reasons could not be loaded; each answer leads to the entry that gives its reason.";
      }
    }

    const dense = button("quiet", "Compact rows", () => {
      const isDense = !("dense" in table.dataset);
      table.toggleAttribute("data-dense", isDense);
      dense.setAttribute("aria-pressed", String(isDense));
    });
    [toggle, dense].forEach((one) => one.setAttribute("aria-pressed", "false"));
    place.append(toggle, dense, " ", told);
    table.addEventListener("kb-redrawn", () => turn(table.dataset.whys === "shown"));
  }

  document.querySelectorAll(".grid-tools").forEach(start);
})();
