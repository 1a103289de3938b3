// What was asked, above the results of a search on paper, where the box is left out. Needs names.js, dom.js, state.js and
// hits.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const input = document.querySelector("form[role=search] input");
  const place = document.querySelector("[data-asked]");

  // The words as typed, the order where it is another than the usual one, and the day of the library. What looks like a
  // patient's data is not repeated: nothing was searched for.
  function fill() {
    const typed = input.value.trim();
    const isAsked = typed && !kb.privacy.suspect(typed);
    const { sort } = "state" in document.querySelector("#results").dataset ? kb.state.read() : { sort: "best" };
    const order = sort === "best" || !kb.hits.SORTS[sort] ? "" : `, sorted by: ${kb.hits.SORTS[sort].title}`;
    place.textContent = isAsked ? `Searched for: ${typed}${order}. Library as of ${kb.dom.day(kb.names.asOf)}.` : "";
  }

  window.addEventListener("beforeprint", fill);
})();
