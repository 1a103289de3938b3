// Citations: one line that names what was read and where it stands, and buttons that copy. On an entry's page the
// button stands at its head. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, copy } = kb.dom;
  const HERE = /^(localhost|.*\.localhost|127\.[0-9.]+|\[::1\]|0\.0\.0\.0)$/;

  // `told` says what was read and of which day the library is; `source` names who says so.
  function line(told, address, source = "") {
    return [told, placeOf(address), source].filter(Boolean).join(" ");
  }

  // An address that others can open; from this machine none can, so the path below the site stands in for it.
  function placeOf(address) {
    const { protocol, hostname } = new URL(address);
    if (protocol !== "file:" && !HERE.test(hostname)) return `${address}.`;
    const top = new URL(document.body.dataset.root || "./", window.location.href).href;
    return `Page ${address.replace(top, "")} of the library's site, read on one machine only: no address to open.`;
  }

  // A button that copies what `text` gives when it is pressed, and announces whether that was done.
  function copyButton(what, text, announce) {
    return button("quiet", `Copy ${what.toLowerCase()}`, async () => {
      announce(await copy(text()) ? `${what} copied.` : `${what} could not be copied: select it by hand.`);
    });
  }

  // A button that copies a note for an account, which may have to be made first, and says how long it is.
  function noteButton(note, announce) {
    return button("quiet", "Copy for account note", async () => {
      try {
        const text = await note();
        announce(await copy(text) ? `Account note copied: ${[...text].length} characters.` : `Select and copy it by hand: ${text}`);
      } catch {
        announce("The account note could not be made here. Try again, or open the reply in words.");
      }
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
  kb.cite = { line, copyButton, noteButton };
})();
