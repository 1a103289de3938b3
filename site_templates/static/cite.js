// Citations: one line that names what was read, the address it was read at and the day, and buttons that copy. On an
// entry's page the button stands at its head. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, day, today, copy } = kb.dom;

  function line(told, address, source = "") {
    return [told, `${address}, read ${day(today())}.`, source].filter(Boolean).join(" ");
  }

  // A button that copies what `text` gives when it is pressed, and announces whether that was done.
  function copyButton(what, text, announce) {
    return button("quiet", `Copy ${what.toLowerCase()}`, async () => {
      announce(await copy(text()) ? `${what} copied.` : `${what} could not be copied: select it by hand.`);
    });
  }

  function start(place) {
    const { cite, source } = place.dataset;
    const told = make("span", "cite-told");
    told.setAttribute("role", "status");
    const announce = (text) => told.replaceChildren(text);
    place.append(copyButton("Citation", () => line(cite, window.location.href, source), announce), told);
    place.hidden = false;
  }

  document.querySelectorAll("[data-cite]").forEach(start);
  kb.cite = { line, copyButton };
})();
