// What is shown as a sheet to keep: rows to CSV, written as kb/published/sheet.py writes it, and saved by the browser
// without asking any server. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const MARK = "\ufeff";
  const MADE = ["as_of", "generated_from"]; // the last columns of every sheet, as in kb/published/edition.py
  const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
  const KEPT = 60000; // milliseconds for which the browser may still read what it saves

  // A text that a spreadsheet would run as a formula begins with an apostrophe.
  function field(value) {
    const text = FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
  }

  function csv(columns, rows) {
    return MARK + [columns, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
  }

  // Saves a sheet; each row says of which day and commit it is.
  function save(name, columns, rows) {
    const made = [kb.names.asOf, kb.names.generatedFrom];
    const text = csv([...columns, ...MADE], rows.map((row) => [...row, ...made]));
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = kb.dom.link("", "", address);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  }

  // A code so that no program reads it as a number: 00100 as "HCPCS 00100".
  function codeAsText(code) {
    return `HCPCS ${code}`;
  }

  // An address below the site as a whole one, as it is opened here.
  function whole(address, root) {
    return new URL(address, new URL(root || ".", location.href)).href;
  }

  kb.sheet = { csv, save, codeAsText, whole };
})();
