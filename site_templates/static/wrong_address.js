// The page for a wrong address: what the address may have meant, as a search that waits for a click. The words go
// behind the # alone, and not at all where they look like a patient's data. Needs names, dom, privacy and state.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const MOST = 6;
  const OF_THE_SITE = ["404", "api", "changes", "codes", "evidence", "feeds", "index", "payer", "review", "static"];

  // The parts of a path below the top of the site: folders of the site's own say nothing, nor do versions.
  function partsOf(path, top) {
    const below = readable(path.startsWith(top) ? path.slice(top.length) : path);
    const [named] = below.split("/versions/");
    const parts = named.replace(/\.[a-z]+$/i, "").split("/").filter((part) => !OF_THE_SITE.includes(part));
    return parts.filter(Boolean);
  }

  function readable(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  // The last words of some parts.
  function words(parts) {
    return parts.join(" ").split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(-MOST).join(" ");
  }

  // A payer or a scope of this library filters; the rest is searched for.
  function query(parts) {
    const [payer, scope, ...rest] = parts;
    if (kb.names.scopes.some(({ id }) => id === `${payer}/${scope}`)) {
      return `scope:${payer}/${scope} ${words(rest)}`.trim();
    }
    const isPayer = kb.names.payers.some(({ id }) => id === payer);
    return isPayer ? `payer:${payer} ${words(parts.slice(1))}`.trim() : words(parts);
  }

  const root = document.body.dataset.root;
  const place = document.querySelector("[data-lost]");
  const found = partsOf(location.pathname, new URL(root || ".", location.href).pathname);
  if (words(found) && !kb.privacy.suspect(found.join(" "))) {
    const address = `${root}search.html${kb.state.address({ typed: query(found) })}`;
    place.replaceChildren("Search for ", kb.dom.link("", `“${words(found)}”`, address));
    place.hidden = false;
  }
  kb.wrongAddress = { partsOf, words, query };
})();
