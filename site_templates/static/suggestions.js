// What to suggest while typing: codes, payers and scopes, questions, and pages by their titles; and the list of them. Loaded
// when a box is first used. Needs names.js, called.js, dom.js and, for titles, store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { called } = kb;
  const { make, scopeName } = kb.dom;
  const MOST = 8;
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

  // Fills the list below a box: gives what shows it, opens or closes it, and whether a key was taken.
  function listOf(list, input, { root, data, choose, leave }) {
    let shown = [];
    let at = -1;
    let turn = 0;

    // What is known at once, then the pages; unless another key has been pressed or the list was left meanwhile.
    async function show() {
      const typed = input.value;
      const known = completions(typed);
      fill(known);
      turn += 1;
      const mine = turn;
      const pages = data() ? await kb.settle(data(), () => titles(typed, data(), root, MOST)).catch(() => []) : [];
      if (mine === turn && pages.length) fill([...known, ...pages]);
    }

    function fill(all) {
      shown = all.slice(0, MOST);
      at = -1;
      list.replaceChildren(...shown.map(option));
      toggle(shown.length > 0);
    }

    function option(one, number) {
      const made = make("li", "suggestion", make("span", "suggestion-text", one.text),
        one.told ? make("span", "suggestion-told", one.told) : "",
        make("span", "suggestion-kind", one.open ? "open page" : one.kind));
      made.id = `${list.id}-${number}`;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the input keeps the focus
        take(one);
      });
      return made;
    }

    function toggle(open) {
      if (!open) turn += 1; // what is still being looked up comes too late
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) at = -1;
      mark();
    }

    function mark() {
      [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[at].id);
      if (at >= 0) list.children[at].scrollIntoView({ block: "nearest" });
    }

    function take(one) {
      toggle(false);
      if (one.open) location.href = one.open;
      else choose(one.fill);
    }

    // Down from the last goes on to the hits, where there are any; else round to the first.
    function move(step) {
      if (at + step >= shown.length && leave()) return toggle(false);
      const places = shown.length + 1; // the input itself is one of them
      at = (at + 1 + step + places) % places - 1;
      return mark();
    }

    function key(event) {
      if (list.hidden || event.isComposing) return false;
      const acts = {
        ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: () => toggle(false),
        Enter: at >= 0 ? () => take(shown[at]) : undefined,
      };
      const act = acts[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
      return Boolean(act);
    }

    return { show, toggle, key };
  }

  kb.suggestions = { listOf };
})();
