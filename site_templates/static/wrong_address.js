// The page for a wrong address: leads to where an address was meant to that was mangled on its way; of another it says
// what it may have meant, as a search that waits for a click. The words go behind the # alone, and not at all where they
// look like a patient's data. Needs fragment, names, dom, privacy and state.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const MOST = 6;
  const OF_THE_SITE = ["404", "api", "changes", "codes", "evidence", "feeds", "index", "payer", "review", "static"];

  // Folders of the top without pages, and where they lead.
  const OF_DATA = { api: "api.html", feeds: "changes.html", static: "index.html" };

  // A page of the site within a path, and what a mail program made a part of the path with it: the # and what follows,
  // parameters, the full stop of a sentence.
  const PAGE = /^(.*?\.html?)(?![a-z0-9/])(.*)$/is;

  // The path and the part behind the # that an address was meant to have, where it was mangled on its way: "#" written
  // as a number (also twice, %2523), parameters without their question mark, capital letters; empty where it was not.
  function mended(path, fragment) {
    let text = path;
    while (!text.includes("#") && /%(?:25)*23/.test(text) && kb.fragment.decoded(text) !== text) {
      text = kb.fragment.decoded(text);
    }
    const [before, ...behind] = text.split("#");
    const [, page, rest] = PAGE.exec(before) || [];
    if (!page) return ofFolder(path);
    const meant = kb.fragment.meant(behind.join("#") || fragment || dateIn(rest));
    const address = `${page.replace(/\.html?$/i, ".html").toLowerCase()}${meant ? `#${meant}` : ""}`;
    return address === `${path}${fragment ? `#${fragment}` : ""}` ? "" : address;
  }

  // The page that a folder of its parts or versions belongs to, which has its name; that on a folder of data.
  function ofFolder(path) {
    const [, folder] = /^([^/].*?)(?:\/versions)?\/$/.exec(path) || [];
    return folder ? OF_DATA[folder.split("/")[0]] || `${folder.toLowerCase()}.html` : "";
  }

  // A day among parameters that became a part of the path: 0709t.html&date=2026-03-01.
  function dateIn(rest) {
    return (/[?&;]date=[^&;]+/i.exec(kb.fragment.decoded(rest)) || [""])[0].slice(1);
  }

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
  const top = new URL(root || ".", location.href).pathname;
  const found = partsOf(location.pathname, top);
  const [, entry] = /^evidence\/(.+)\.html$/.exec(location.pathname.slice(top.length)) || [];
  const below = location.pathname.startsWith(top) ? mended(location.pathname.slice(top.length), location.hash.slice(1)) : "";
  if (entry && place.dataset.evidence) { // evidence that had a page of its own while the library was smaller
    location.replace(`${location.origin}${top}${place.dataset.evidence}?of=${entry}`);
  } else if (below) {
    location.replace(`${location.origin}${top}${below}`);
  } else if (words(found) && !kb.privacy.suspect(found.join(" "))) {
    const address = `${root}search.html${kb.state.address({ typed: query(found) })}`;
    place.replaceChildren("Search for ", kb.dom.link("", `“${words(found)}”`, address));
    place.hidden = false;
  }
  kb.wrongAddress = { partsOf, words, query, mended };
})();
