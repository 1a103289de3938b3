// Suggestions while typing, as a combobox with a listbox: codes, payers and scopes, questions, then titles of pages.
// One that completes the words typed last takes their place; a title opens its page. What to suggest comes as scripts of
// its own, loaded when the box is first used. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;
  const MOST = 8;
  let lists = 0;

  // What finds suggestions, and all that names are called by.
  async function found(root) {
    await kb.dom.dataFrom(`${root}static/called.js`, "the suggestions", () => kb.called);
    return kb.dom.dataFrom(`${root}static/suggestions.js`, "the suggestions", () => kb.suggestions);
  }

  // Gives what the box asks of its list: prepare, show, close, and whether a key was taken.
  function attach(input, { root, data, choose, leave }) {
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
    let shown = [];
    let at = -1;
    let turn = 0;

    // What is known at once, then the pages; unless another key has been pressed or the list was left meanwhile.
    async function show() {
      const typed = input.value;
      turn += 1;
      let mine = turn;
      const suggestions = kb.suggestions || await prepare();
      if (mine !== turn || !suggestions) return;
      const known = suggestions.completions(typed);
      fill(known);
      mine = turn;
      const pages = data() ? await kb.settle(data(), () => suggestions.titles(typed, data(), root, MOST)).catch(() => []) : [];
      if (mine === turn && pages.length) fill([...known, ...pages]);
    }

    // Without them the box works all the same.
    function prepare() {
      return found(root).catch(() => null);
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

    input.addEventListener("blur", () => toggle(false));
    return { prepare, show, close: () => toggle(false), key };
  }

  kb.suggest = { attach };
})();
