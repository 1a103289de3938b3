// What a reader must know before the results: codes without a page, words that no page holds, a date of service that
// the results are not of, words that were read otherwise than typed. Needs dom.js, intent.js and no_results.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, day } = kb.dom;

  // `isCard` tells whether an answer card follows; `change` asks for another query.
  function notes(found, told) {
    const lines = [...absent(found, told), ...unheld(found, told), ...dated(found, told)];
    const isMissing = found.total && (found.absent.length || found.dropped.length);
    const gap = isMissing ? kb.noResults.folded({ ...told, found }) : "";
    return [...lines.map((line) => make("div", "callout callout-warn", ...line)), gap, ...mended(found, told),
      ...found.notes.map((note) => make("p", "", note))].filter(Boolean);
  }

  // A code is never guessed: those with a page that are near are there to choose, each with its meaning.
  function absent({ absent: codes, loose }, { typed, change }) {
    return codes.map(({ written, told, so, near }) => {
      const known = kb.names.codes.filter(({ code }) => near.includes(code));
      const choose = (code) => () => change(replaced(typed, written, code));
      const items = known.map(({ code, title }) => make("li", "", button("choice", `${code}: ${title}`, choose(code))));
      return [make("p", "", loose ? `${told}.` : `${told}: ${so}.`),
        items.length ? make("p", "", "Did you mean:") : "", items.length ? make("ul", "choices", ...items) : ""];
    });
  }

  // The words that no page holds, and what the results are for instead.
  function unheld({ groups, dropped, loose, total, absent: codes }, { data }) {
    const words = dropped.filter((word) => !codes.some(({ written }) => written === word.toUpperCase()));
    const kept = groups.filter(({ negative, written }) => !negative && !dropped.includes(written));
    const isCode = new RegExp(`^(?:${data.analysis.code})$`, "u");
    const rest = kept.map(({ written }) => (isCode.test(written) ? written.toUpperCase() : written)).join(" ");
    const lead = words.length ? `No page here holds ${words.map((word) => `“${word}”`).join(" or ")}. ` : "";
    if (total && loose) return [[make("p", "", `${lead}No page holds all of “${rest}”: these results hold some of it.`)]];
    return total && words.length ? [[make("p", "", `${lead}These results are for ${rest} alone.`)]] : [];
  }

  // A search finds what the library says today; the code's own page knows other days.
  function dated({ groups, date }, { data, root, isCard }) {
    if (!date || date === kb.names.asOf) return [];
    const { code } = kb.intent.readParts(groups, kb.names.asked, data.analysis);
    const what = isCard ? "This is today's answer, not that of" : "These results are of today, not of";
    const address = `${root}codes/${code.toLowerCase()}.html#date=${date}`;
    return [[make("p", "", `${what} ${day(date)}. `, link("", `${code} on ${day(date)}`, address))]];
  }

  // What was read otherwise than typed, with a way back.
  function mended({ mended: words }, { typed, change }) {
    return words.map((one) => make("p", "", `Searched for “${one.used}” instead of “${one.typed}”. `,
      button("as-link", `Search for ${one.typed} only`, () => change(quoted(typed, one.typed)))));
  }

  function replaced(typed, written, code) {
    const at = typed.toLowerCase().indexOf(written.toLowerCase());
    return at < 0 ? code : typed.slice(0, at) + code + typed.slice(at + written.length);
  }

  function quoted(typed, word) {
    const at = typed.toLowerCase().indexOf(word.toLowerCase());
    const end = at + word.length;
    return at < 0 ? `"${word}"` : `${typed.slice(0, at)}"${typed.slice(at, end)}"${typed.slice(end)}`;
  }

  kb.notes = { notes };
})();
