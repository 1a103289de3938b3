// Makes the codes of a long list, which stand on the page as plain words, links to their pages. Needs dom.js before it.
(function () {
  "use strict";

  const { make, link } = window.kb.dom;

  function linked(list) {
    const address = (code) => `${document.body.dataset.root}codes/${code.toLowerCase()}.html`;
    const chips = list.textContent.split(", ").map((code) => make("li", "", link("", code, address(code))));
    list.replaceWith(make("ul", "code-chips", ...chips));
  }

  document.querySelectorAll("[data-codes]").forEach(linked);
})();
