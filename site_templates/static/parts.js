// An old address that leads to a place of a page that now has parts, codes/0709t.html#units-1, goes on to the part that has
// it. Without scripts it stops at the link to that part.
(function () {
  "use strict";

  const list = document.querySelector("[data-parts]");
  if (!list) return;

  // The address of the part that has a place; empty where this page has it.
  function partOf(place) {
    const own = place && document.getElementById(place);
    if (own && !list.contains(own)) return "";
    const held = own || list.querySelector(`#${CSS.escape(place.replace(/-[0-9]+$/, ""))}`);
    if (held) return `${held.querySelector("a").href.split("#")[0]}#${place}`;
    const sources = place.startsWith("source-") && list.querySelector("#sources a");
    return sources ? `${sources.href.split("#")[0]}#${place}` : "";
  }

  function go() {
    const target = partOf(window.kb.fragment.decoded(location.hash.slice(1)));
    if (target) location.replace(target);
  }

  window.addEventListener("hashchange", go);
  if (location.hash) go();
})();
