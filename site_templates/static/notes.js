// What a reader must know before the results, as the engine tells it, with ways on: codes that are near, the code's page
// of a day of service, the words as they were typed. Needs dom.js and cards.js before it; and before it is called where a
// reading is helpless, called.js and no_results.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, day, dated } = kb.dom;

  // `isOfDay` tells whether an answer card of the day of service follows; `change` asks for another query.
  function notes(found, told) {
    const grave = found.told.slice(0, found.told.length - found.notes.length);
    const lines = [...grave.map((line) => make("p", "", said(line, found, told))), ...near(found, told), ...ofDay(found, told)];
    const gap = found.total && isMissing(found) ? kb.noResults.folded({ ...told, found }) : "";
    return [lines.length ? make("div", "callout callout-warn", ...lines) : "", gap, ...mended(found, told),
      ...found.notes.map((note) => make("p", "", shown(note)))].filter(Boolean);
  }

  // Whether something that was asked for is not here.
  function isMissing({ absent, dropped, named, scopes }) {
    return absent.length > 0 || dropped.length > 0 || (named && !scopes.length);
  }

  // Whether the reader needs what stands where nothing was found.
  function isHelpless(found) {
    return !found.total || isMissing(found);
  }

  // A code is never guessed: those with a page that are near are there to choose, each with its meaning.
  function near({ absent: codes }, { typed, change }) {
    return codes.flatMap(({ written, near: like }) => {
      const known = kb.names.codes.filter(({ code }) => like.includes(code));
      const choose = (code) => () => change(replaced(typed, written, code));
      const items = known.map(({ code }) => make("li", "", button("choice", `${code}: ${kb.called.codes[code]}`, choose(code))));
      return items.length ? [make("p", "", "Did you mean:"), make("ul", "choices", ...items)] : [];
    });
  }

  // What the engine says of answers on a day of service holds for a card of that day; else all that is shown is of today.
  function said(line, { day: first, lastDay }, { isOfDay }) {
    if (!first || isOfDay || !line.startsWith(`Answers are of ${first}`)) return shown(line);
    const isUntilToday = first !== lastDay && lastDay === kb.clock.today;
    return `These results are of today${isUntilToday ? `; the time that is asked for began on ${day(first)}` : `, not of ${day(first)}`}.`;
  }

  // Days as people read them, except in the line that says how a date is written.
  function shown(line) {
    return line.includes(" is no date; write it as ") ? line : dated(line);
  }

  // The page of each code shows all its answers of the day of service.
  function ofDay({ codes, day: first }, { root }) {
    if (!first || first === kb.clock.today) return [];
    const links = kb.cards.codesHeld(codes).map((code) =>
      make("p", "", link("", `${code} on ${day(first)}`, `${root}codes/${code.toLowerCase()}.html#date=${first}`)));
    return links;
  }

  // What was read otherwise than typed, with a way back.
  function mended({ mended: words }, { typed, change }) {
    return words.map((one) => make("p", "", `Searched for “${one.used}” instead of “${one.typed}”. `,
      button("as-link", `Search for “${one.typed}” only`, () => change(quoted(typed, one.typed)))));
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

  kb.notes = { isHelpless, notes };
})();
