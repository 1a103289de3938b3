// The hits of a search as a sheet, loaded when one is asked for. Needs sheet.js and names.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  const COLUMNS = ["title", "hcpcs_code", "payer", "scope", "section", "question", "answer", "doubts", "certainty", "effective",
    "until", "review_by", "link"];

  // A section found as a row of a sheet: only an entry speaks for a scope, and no answer stands without how sure it is.
  function row({ entry, kind, title, heading, value, marks, certainty, effective, ends, review, url }, root) {
    const [first, second] = entry.split("/");
    const code = kind === "code" ? kb.sheet.codeAsText(second.toUpperCase()) : "";
    const [payer, scope] = [kind === "code" ? "" : first, kind === "entry" ? `${first}/${second}` : ""];
    const question = kind === "entry" ? questionOf(url) : "";
    return [title, code, payer, scope, heading, question, value, marks.join(", "), certainty, effective, ends, review,
      kb.sheet.whole(url, root)];
  }

  // The id of the question that a section is on, if it is on one.
  function questionOf(url) {
    return kb.names.questions.find(({ slug }) => url.endsWith(`#${slug}`))?.slug || "";
  }

  // Saves sections found as a file.
  function save(all, root) {
    kb.sheet.save("search.csv", COLUMNS, all.map((one) => row(one, root)));
  }

  kb.hitsSheet = { save };
})();
