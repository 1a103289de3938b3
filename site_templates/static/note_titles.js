// Gives each number that leads to a source the title of that source, which stands in the list of sources, as its tip.
(function () {
  "use strict";

  document.querySelectorAll('.cite > a[href^="#source-"]').forEach((note) => {
    const title = document.getElementById(note.hash.slice(1))?.querySelector(".source-title, strong");
    if (title) note.title = title.textContent;
  });
})();
