// The value that a hit shows, as kb/search/headline.py decides it: none where it would answer another question, another
// subject or another document. Needs subject.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having } = kb.fieldSets;
  const UNKNOWN = "data not available";

  const scopeOf = ({ entry }) => entry.split("/").slice(0, 2).join("/");

  function questionOf({ section }, { reading }) {
    return Object.keys(reading.titles).find((key) => key.replaceAll("_", "-") === section) || "";
  }

  // A reading with what the first result says of the subject where its value is on the rest; and the sentence on it.
  function withException(read, first, data) {
    const document = first === undefined ? undefined : kb.store.section(first, data);
    const subject = kb.subject.terms(read, data);
    if (document?.kind !== "entry" || !document.value || document.value === UNKNOWN) return [read, ""];
    if ([...subject].every((term) => kb.store.hasTerm(first, term, "title", data))) return [read, ""];
    const { of, quoted } = kb.late("exceptions", "spoken");
    const found = of(document, subject, data);
    if (!found.length) return [read, ""];
    const sentence = `${document.title}, on what is asked: ${quoted(found)}.`;
    const told = { scope: scopeOf(document), question: questionOf(document, data), sentence, value: quoted(found.slice(0, 1)), entry: document.entry };
    return [{ ...read, limits: [...read.limits, told] }, sentence];
  }

  // The value that a hit shows, empty for none; `number` is that of its section.
  function valueOf(document, number, read, data) {
    const { value } = document;
    const [scope, question] = [scopeOf(document), questionOf(document, data)];
    const limit = read.limits.find((told) => (!told.entry || told.entry === document.entry)
      && told.scope === scope && told.question === question);
    const informs = having(data, "informs=only").has(number);
    const isUnborn = read.codes.length > 0 && read.codes.every((code) => read.unborn.includes(code));
    if (read.asks.length || isUnborn || (limit?.entry && informs)) return "";
    if (limit) return limit.alone || value === UNKNOWN ? limit.value : `${limit.value}; in general: ${value}`;
    if (!value || value === UNKNOWN) return value;
    const isOther = read.codes.length > 0 && !having(data, ...read.codes.map((code) => `code=${code.toLowerCase()}`)).has(number);
    const isUnheld = read.groups.some(({ terms: [term], written }) =>
      String(term).startsWith("#") && (read.loosened.includes(written) || read.dropped.includes(written)));
    return read.mentioned.length || isUnheld || !read.whole.has(number) || (informs && isOther) ? "" : value;
  }

  kb.headline = { withException, valueOf, scopeOf, questionOf };
})();
