// What to suggest while typing: codes, payers and scopes, questions, and pages by their titles. Loaded when a box is first
// used. Needs names.js, called.js, dom.js and, for titles, store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { called } = kb;
  const { scopeName } = kb.dom;
  const WIDEST = 200; // words that a beginning may stand for

  function wordsOf(text) {
    return text.toLowerCase().split(/[^0-9a-z.]+/).filter(Boolean);
  }

  const named = [
    ...kb.names.codes.map(({ code }) => ({ kind: "code", text: code, told: called.codes[code], called: [code] })),
    ...kb.names.payers.map(({ id, title }) => (
      { kind: "payer", text: title, told: "", called: [title, ...called.payers[id]] })),
    ...kb.names.scopes.map((scope) => [scope, called.scopes[scope.id][0]]).filter(([, aliases]) => aliases.length)
      .map(([{ name, payer }, aliases]) => (
        { kind: "plan", text: aliases[0], told: scopeName({ payer, name }), called: [name, ...aliases] })),
    ...kb.names.questions.map(({ key, title }) => (
      { kind: "question", text: title.toLowerCase(), told: called.questions[key], called: [title] })),
  ].map((one) => ({ ...one, called: one.called.map((name) => wordsOf(name).join(" ")) }));

  // The name completed by the longest end of what is typed: "uhc prior au" gives prior authorization.
  function completions(typed) {
    const words = typed.split(/\s+/);
    const found = [];
    for (let from = Math.max(0, words.length - 5); from < words.length; from += 1) {
      const end = wordsOf(words.slice(from).join(" ")).join(" ");
      const before = words.slice(0, from).join(" ");
      if (end.length < 2) continue;
      for (const one of named) {
        const begins = one.called.some((name) => name.startsWith(end) && name !== end);
        if (!begins || found.some(({ text }) => text === one.text)) continue;
        found.push({ ...one, fill: `${before} ${one.text} `.trimStart() });
      }
    }
    return found;
  }

  // Pages whose titles hold the beginnings of all words typed, as far as the index is here.
  function titles(typed, data, root, most) {
    const words = wordsOf(typed);
    if (!words.length || words.join("").length < 3) return [];
    const [first, ...others] = words.map((word) => pagesWith(word, data));
    const numbers = [...first].filter((number) => others.every((held) => held.has(number)));
    const pages = numbers.slice(0, most).map((number) => kb.store.page(number, data)).filter(Boolean);
    return pages.map(({ entry, title }) => ({ kind: "page", text: title, told: "", open: `${root}${entry}.html` }));
  }

  function pagesWith(word, data) {
    const known = kb.store.beginning("titles", word, WIDEST, data);
    return new Set(known.flatMap((one) => [...kb.store.numbers("titles", one, data)]).sort((one, other) => one - other));
  }

  kb.suggestions = { completions, titles };
})();
