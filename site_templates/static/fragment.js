// What stands behind the # of the address, put right where a link was mangled on its way: by a mail program that wrote
// its signs as numbers (%3D), by a newsletter that hung its own parameters on, by the full stop of a sentence. It is the
// first script of a page, so that all others read the address as it was meant.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const NAMES = "utm_[a-z_]+|[a-z]*clid|msclkid|mc_[ce]id|mkt_tok|_hs[a-z]+|hsctatracking|igshid|trk|ref|source|s_cid|cmpid";
  const TRACKING = new RegExp(`[?&;](?:amp;)?(?:${NAMES})=[^&?#;]*`, "gi");
  const SENTENCE = /[.,;:!?)\]}>"'\u2019\u201d\u00bb]+$/;

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // The part behind the # as it was meant. The words of a search keep their signs.
  function meant(fragment) {
    let text = fragment;
    while (!text.includes("=") && /%(?:25)*3D/i.test(text) && decoded(text) !== text) text = decoded(text);
    text = text.replace(TRACKING, "");
    const end = text.startsWith("q=") ? null : SENTENCE.exec(decoded(text));
    return end ? decoded(text).slice(0, end.index) : text;
  }

  // A day that stands as a parameter, ?date=2026-03-01, belongs behind the #.
  function fromQuery() {
    const date = new URLSearchParams(location.search).get("date");
    return date && !location.hash ? `date=${date}` : "";
  }

  function tidy() {
    const now = location.hash.slice(1);
    const wanted = meant(now || fromQuery());
    if (wanted === now) return;
    history.replaceState(null, "", `${location.pathname}${now ? location.search : ""}${wanted ? `#${wanted}` : ""}`);
    document.getElementById(decoded(wanted))?.scrollIntoView();
  }

  window.addEventListener("hashchange", tidy);
  tidy();
  kb.fragment = { meant, decoded };
})();
