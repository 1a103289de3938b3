// Amounts of the physician fee schedule by locality, as kb/facts/localities.py works them out: in whole numbers, so that
// no cent is lost. Loaded by any_code.js when the amounts are asked for. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;
  const PLACES = 8;

  // A decimal as a whole number of its hundred-millionths.
  function whole(written) {
    const [, sign, before, after] = /^(-?)([0-9]*)\.?([0-9]*)$/.exec(written);
    const number = BigInt(before + after.slice(0, PLACES).padEnd(PLACES, "0"));
    return sign ? -number : number;
  }

  // The amount of a fee row in US dollars, rounded half up; empty where a part is missing or it comes to nothing.
  function amount(fee, setting, indices) {
    const parts = [fee.work_rvu, fee[`${setting}_pe_rvu`], fee.mp_rvu];
    if (!fee.conversion_factor || parts.includes("")) return "";
    const total = parts.reduce((sum, part, at) => sum + whole(part) * whole(indices[at]), 0n) * whole(fee.conversion_factor);
    if (!total) return "";
    const cent = 10n ** BigInt(3 * PLACES - 2);
    const size = total < 0n ? -total : total;
    const cents = String((size + cent / 2n) / cent).padStart(3, "0");
    return `${total < 0n ? "-" : ""}${cents.slice(0, -2)}.${cents.slice(-2)}`;
  }

  // Every locality with the amounts of each fee row, in order of state and number.
  function amounts(places, rows, columns) {
    const fees = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
    const sorted = [...places].sort(([, state, number], [, other, after]) => (state + number < other + after ? -1 : 1));
    return sorted.flatMap(([contractor, state, locality, ...indices]) => fees.map((fee) => [
      state, locality, contractor, fee.modifier, amount(fee, "nonfacility", indices), amount(fee, "facility", indices)]))
      .filter(([, , , , without, within]) => without || within);
  }

  function table(places, rows, columns) {
    const heads = ["Locality", "Modifier", "Without a facility", "In a facility"];
    const lines = amounts(places, rows, columns).map(([state, locality, contractor, modifier, without, within]) => make("tr", "",
      make("td", "", `${state} ${locality} (contractor ${contractor})`), ...[modifier || "none", ...[without, within].map((sum) => (sum ? `$${sum}` : "none"))].map((cell) => make("td", "", cell))));
    const made = make("table", "facts", make("caption", "", "Before any other adjustment"),
      make("thead", "", make("tr", "", ...heads.map((head) => {
        const cell = make("th", "", head);
        cell.scope = "col";
        return cell;
      }))), make("tbody", "", ...lines));
    made.querySelectorAll("tbody tr").forEach((line) => [...line.cells].forEach((cell, at) => { cell.dataset.column = heads[at]; }));
    return made;
  }

  kb.factsLocalities = { amounts, table };
})();
