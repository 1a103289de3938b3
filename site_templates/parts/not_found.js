(function () {
  "use strict";

  // Looks for the top of the site, from the folder of the wrong address upwards: the top is where the site's icon is.
  // Without it the list of ways home stays. Nothing is shown meanwhile, so that nothing moves.
  const SCRIPTS = ["names", "joined/page", "wrong_address", "search"];
  const LONGEST = 3000; // milliseconds after which the page is shown as it is
  const look = document.documentElement.style;

  function show() {
    look.visibility = "";
  }

  function climb(folder) {
    const probe = new Image();
    const above = new URL("..", folder).href;
    probe.onload = () => arrive(folder);
    probe.onerror = () => (above === folder ? show() : climb(above));
    probe.src = `${folder}static/icon.svg`;
  }

  function arrive(top) {
    document.body.dataset.root = top;
    for (const part of document.querySelectorAll("[data-without-top]")) part.remove();
    for (const part of document.querySelectorAll("[data-with-top]")) unfold(part, top);
    document.querySelector("style").remove();
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = `${top}static/site.css`;
    sheet.onload = sheet.onerror = show;
    document.head.append(sheet, ...SCRIPTS.map((name) => script(`${top}static/${name}.js`)));
  }

  // Its links stand as seen from the top.
  function unfold(part, top) {
    for (const link of part.querySelectorAll("a")) link.href = top + link.getAttribute("href");
    for (const form of part.querySelectorAll("form")) form.action = top + form.getAttribute("action");
    part.hidden = false;
    if (part.matches("body > *")) part.replaceWith(...part.childNodes);
  }

  function script(address) {
    const made = document.createElement("script");
    made.src = address;
    made.async = false; // each needs the ones before it
    return made;
  }

  look.visibility = "hidden";
  setTimeout(show, LONGEST);
  document.addEventListener("DOMContentLoaded", () => climb(new URL(".", location.href).href));
})();
