// The search as it stands behind the # of the address, which no server is ever sent: the words and the order. While
// typing, the entry of the history is rewritten; a search that is asked for makes a new one, so that back leads to
// the one before.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  takeFromQuery();
  let asked = location.href;

  // An address that somebody wrote by hand, ?q=…, is one behind the # from here on.
  function takeFromQuery() {
    const typed = new URLSearchParams(location.search).get("q");
    if (!typed || location.hash) return;
    history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(typed)}`);
  }

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    return { typed: given.get("q") || "", sort: given.get("sort") || "best" };
  }

  function address({ typed, sort = "best" }) {
    const order = sort === "best" ? "" : `&sort=${encodeURIComponent(sort)}`;
    return typed.trim() ? `#q=${encodeURIComponent(typed.trim())}${order}` : location.href.split("#")[0];
  }

  // While typing.
  function draft(state) {
    history.replaceState(null, "", address(state));
  }

  // Asked for: the entry gets back what it stood for before the typing, and a new one follows it.
  function commit(state) {
    const next = new URL(address(state), location.href).href;
    if (next === asked) return draft(state);
    history.replaceState(null, "", asked);
    history.pushState(null, "", next);
    asked = next;
    return undefined;
  }

  // Takes whatever the address held out of it, also from where back would lead.
  function forget() {
    asked = location.href.split("#")[0];
    history.replaceState(null, "", asked);
  }

  // Calls back when the address has changed by itself: back, forward, a link, a hand.
  function onChange(act) {
    const changed = () => {
      if (location.href === asked) return;
      asked = location.href;
      act();
    };
    window.addEventListener("popstate", changed);
    window.addEventListener("hashchange", changed);
  }

  kb.state = { read, address, draft, commit, forget, onChange };
})();
