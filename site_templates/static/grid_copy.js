// What is copied from an answer grid: a line a plan, its answers behind tabs, so that it pastes into the columns of a sheet
// and reads well in a message. Words that are folded away, and the signs beside an answer, do not come along. A copy from
// within one answer is left to the browser.
(function () {
  "use strict";

  // An answer in one line: "not covered; Category III rule undated".
  const words = (cell) => [...(cell.querySelector(".cell-link")?.children ?? [cell])]
    .map((part) => part.innerText.replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");

  const seen = (element) => element.getClientRects().length > 0;

  // The cells of a row that the selection touches.
  function line(row, selection) {
    const cells = [...row.cells].filter((cell) => seen(cell) && selection.containsNode(cell, true));
    return cells.map(words).join("\t");
  }

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const rows = [...document.querySelectorAll("table.grid tr")]
      .filter((row) => seen(row) && selection.containsNode(row, true));
    const cells = rows.flatMap((row) => [...row.cells].filter((cell) => selection.containsNode(cell, true)));
    const isOfGridAlone = selection.rangeCount === 1
      && selection.getRangeAt(0).commonAncestorContainer.parentElement?.closest(".grid-frame");
    if (cells.length < 2 || !isOfGridAlone) return;
    event.clipboardData.setData("text/plain", rows.map((row) => line(row, selection)).join("\n"));
    event.preventDefault();
  });
})();
