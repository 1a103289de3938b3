// Suggestions while typing, as a combobox with a listbox: codes, payers and scopes, questions, then titles of pages.
// One that completes the words typed last takes their place; a title opens its page. What to suggest, and the list, come
// as scripts of their own, loaded when the box is first used. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;
  let lists = 0;

  // What fills a list, and all that names are called by.
  async function found(root) {
    await kb.dom.dataFrom(`${root}static/called.js`, "the suggestions", () => kb.called);
    return kb.dom.dataFrom(`${root}static/suggestions.js`, "the suggestions", () => kb.suggestions);
  }

  // Gives what the box asks of its list: prepare, show, close, and whether a key was taken.
  function attach(input, { root, ...box }) {
    lists += 1;
    const list = make("ul", "suggestions");
    list.id = `suggestions-${lists}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    // A box of the type search may be no combobox; the keyboard of a phone still offers to search.
    Object.assign(input, { type: "text", enterKeyHint: "search" });
    input.setAttribute("role", "combobox");
    const told = { "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
    Object.entries(told).forEach(([name, value]) => input.setAttribute(name, value));
    input.after(list);
    let filled = null;
    let turn = 0;

    // Unless another key has been pressed or the list was left meanwhile.
    async function show() {
      turn += 1;
      const mine = turn;
      if (!filled) await prepare();
      if (mine === turn) filled?.show();
    }

    // Without it the box works all the same.
    async function prepare() {
      const suggestions = await found(root).catch(() => null);
      filled ||= suggestions && suggestions.listOf(list, input, { root, ...box });
    }

    function close() {
      turn += 1;
      filled?.toggle(false);
    }

    input.addEventListener("blur", close);
    return { prepare, show, close, key: (event) => Boolean(filled?.key(event)) };
  }

  kb.suggest = { attach };
})();
