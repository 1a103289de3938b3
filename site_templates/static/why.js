// Escape puts away the reason that shows while pointer or focus is on an answer of a grid; the next answer shows its own.
(function () {
  "use strict";

  let put = null;

  function next(event) {
    if (!put || put.contains(event.target)) return;
    put.classList.remove("is-quiet");
    put = null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    put = document.querySelector(".cell-link:is(:hover, :focus-visible)");
    put?.classList.add("is-quiet");
  });
  document.addEventListener("focusin", next);
  document.addEventListener("pointerover", next);
})();
