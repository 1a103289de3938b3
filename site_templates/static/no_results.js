// What stands where nothing was found: what was searched, words that no page holds, what may have been meant, a
// note of the gap to hand on, and what to ask the payer by telephone. Loaded where it is asked for. Needs called.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, today, copy } = kb.dom;
  const MOST = 6;
  const NOTE = [
    "the name of the person and the number you called",
    "the day, the time and the time zone",
    "the reference number of the call",
    "the document, its number and its date that the answer comes from, and where it can be read",
  ];

  function panel({ typed, found, data, change, announce }) {
    return make("section", "nothing",
      make("h2", "", "Nothing found"),
      make("p", "", `Searched: “${typed.trim()}” in ${data.count} sections on policies and codes.`),
      found.dropped.length ? make("p", "", `No matches for: ${found.dropped.join(", ")}.`) : "",
      choices("Codes in this library", codesNear(typed), change),
      choices("Payers in this library", payersNear(typed), change),
      ...asking(typed, found, data, announce));
  }

  // The note of the gap and what to ask, folded, for results that leave out a part of what was asked.
  function folded({ typed, found, data, announce }) {
    const summary = make("summary", "", "Not in this library: what to ask the payer");
    return make("details", "nothing", summary, ...asking(typed, found, data, announce));
  }

  function asking(typed, found, data, announce) {
    const code = found.codes[0] || found.absent.map(({ written }) => written)[0] || "";
    return [gap(gapNote(typed, found, code, data), announce), telephone(code, found.question)];
  }

  function choices(title, names, change) {
    if (!names.length) return "";
    const items = names.map(({ shown, query }) => make("li", "", button("choice", shown, () => change(query))));
    return make("div", "", make("h3", "", title), make("ul", "choices", ...items));
  }

  // The codes most alike first: those that share the longest beginning with a word typed.
  function codesNear(typed) {
    const words = typed.toLowerCase().split(/\s+/);
    const shared = (one, other) => [...one].findIndex((letter, at) => letter !== other[at]);
    const near = (code) => Math.max(...words.map((word) => (shared(code.toLowerCase(), word) + 1 || 9)));
    const sorted = [...kb.names.codes].sort((one, other) => near(other.code) - near(one.code));
    return sorted.slice(0, MOST).map(({ code }) => ({ shown: `${code}: ${kb.called.codes[code]}`, query: code }));
  }

  // Scopes whose names begin like a word typed, then the payers.
  function payersNear(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter((word) => word.length > 2).map((word) => word.slice(0, 3));
    const isNear = ({ id, name }) => [name, ...kb.called.scopes[id][0]].some((one) =>
      one.toLowerCase().split(/\s+/).some((part) => words.some((word) => part.startsWith(word))));
    const scopes = kb.names.scopes.filter(isNear).map(({ id, name }) => ({ shown: name, query: `scope:${id}` }));
    const payers = kb.names.payers.map(({ id, title }) => ({ shown: title, query: `payer:${id}` }));
    return [...scopes.slice(0, MOST - 2), ...payers].slice(0, MOST);
  }

  function gapNote(typed, found, code, data) {
    const asked = kb.names.questions.find(({ key }) => key === found.question);
    return [
      "Gap in the payer policy library",
      `Missing: ${asked ? asked.title : "an answer"} for ${code || "a code not in the library"}`,
      `Payer: ${payerOf(found)}`,
      `Searched: “${typed.trim()}” in ${data.count} sections, on ${today()}`,
      `No matches for: ${found.dropped.join(", ") || "none; no page holds them together"}`,
      "Data not available. Unknown does not mean “not covered”.",
    ].join("\n");
  }

  function payerOf({ scopes, named, planLabel }) {
    if (scopes.length) return scopes.join(", ");
    return named && planLabel ? `${planLabel}, not in the library` : "not named, or not in the library";
  }

  function gap(text, announce) {
    const told = (done) => announce(done ? "Gap note copied." : "Select the note and copy it by hand.");
    const copying = () => copy(text).then(told);
    return make("div", "", make("h3", "", "Copy a gap note"), make("pre", "gap-note", text),
      button("choice", "Copy the note", copying));
  }

  function telephone(code, question) {
    const asks = kb.names.questions.filter(({ key }) => !question || key === question).map(({ key, title }) => [title, kb.called.questions[key]]).map(([title, asks]) =>
      make("li", "", make("strong", "", `${title}. `), code ? `For ${code}: ${asks}` : asks));
    return make("div", "", make("h3", "", "Call script for the payer"), make("ul", "", ...asks),
      make("p", "", "Write down:"), make("ul", "", ...NOTE.map((line) => make("li", "", line))));
  }

  kb.noResults = { panel, folded };
})();
