// Why an answer of a grid stands. Escape puts the reason away that shows while pointer or focus is on its answer; the
// next answer shows its own. A large grid does not carry the reasons: they come with the answers of a payer, when
// pointer or focus is first on one of them. Needs dom.js and card.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { root } = document.body.dataset;
  let put = null;

  function next(event) {
    if (!put || put.contains(event.target)) return;
    put.classList.remove("is-quiet");
    put = null;
  }

  async function lend(event) {
    const cell = event.target.closest?.(".grid .cell-link");
    if (!cell || cell.dataset.asked || cell.querySelector(".cell-why")) return;
    cell.dataset.asked = "";
    const { code, prefix } = cell.closest("table").dataset;
    const scope = cell.closest("tr").id.slice(prefix.length).replace("--", "/");
    const { key } = kb.names.questions.find(({ title }) => title === cell.dataset.label);
    try {
      const rows = await kb.card.answersOf({ code, scopes: [scope] }, root);
      const found = rows.find((row) => row.scope === scope && row.question === key);
      cell.append(kb.dom.make("span", "cell-why", found.why));
    } catch {
      delete cell.dataset.asked; // the next time may have more luck
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    put = document.querySelector(".cell-link:is(:hover, :focus-visible)");
    put?.classList.add("is-quiet");
  });
  for (const came of ["focusin", "pointerover"]) {
    document.addEventListener(came, next);
    document.addEventListener(came, lend);
  }
})();
