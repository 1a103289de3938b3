// The page of the code look-up: what is typed is looked up in rows on this device, and stands behind the # of the address.
// Needs look_up.js and privacy.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, link, dated } = kb.dom;
  const { root } = document.body.dataset;
  const SHOWN = 60;
  const form = document.querySelector("form[data-look-up]");
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const place = document.querySelector("[data-look-up-found]");

  function row({ kind, codes, title, says, beside, address }) {
    const shown = codes.split(" ").join(", ");
    const isCode = kind === "code" || kind === "add-on";
    const head = isCode ? link("", shown, root + address) : make("strong", "", shown);
    const door = isCode ? "" : make("p", "", link("", kind === "code pair" ? `The edits of ${beside}` : "Open the record", root + address));
    return make("li", "", make("p", "", head, ` ${dated(title)}`), make("p", "muted", `${kind}: ${dated(says)}`), door);
  }

  async function show() {
    const typed = field.value;
    const what = kb.privacy.suspect(typed);
    place.replaceChildren();
    if (what) {
      field.value = "";
      status.textContent = `This looks like ${what}, so it was not read and the box was cleared. Words, codes and ranges are enough.`;
      return;
    }
    history.replaceState(null, "", typed.trim() ? `#q=${encodeURIComponent(typed.trim())}` : location.pathname);
    if (!typed.trim()) {
      status.textContent = "";
      return;
    }
    try {
      await kb.lookUp.load(root);
      const { rows, told } = kb.lookUp.find(typed);
      const more = rows.length > SHOWN ? `, the first ${SHOWN} shown: add a word` : "";
      status.textContent = told || `${rows.length} ${rows.length === 1 ? "row" : "rows"} recorded${more}.`;
      if (rows.length) place.replaceChildren(make("ul", "", ...rows.slice(0, SHOWN).map(row)));
    } catch (fault) {
      status.textContent = `${fault.message}. Reload the page.`;
    }
  }

  function fromAddress() {
    field.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
    show();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  window.addEventListener("hashchange", fromAddress);
  form.hidden = false;
  fromAddress();
})();
