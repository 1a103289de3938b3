// The page that reads a pasted text: what it shows stands in the page alone, and goes when the page does. Needs names.js,
// dom.js, privacy.js and read_text.js.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, link } = kb.dom;
  const { root } = document.body.dataset;
  let records;
  const MOST = 3; // passages shown for one element

  const box = document.querySelector("[data-read]");
  const place = document.querySelector("[data-read-found]");
  const [text, code, told] = ["textarea", "select", "[role=status]"].map((one) => box.querySelector(one));

  // What looks like a patient's data is not read, and not kept.
  function refusal() {
    if (!code.value) return "Choose a code first.";
    if (!text.value.trim()) return "Paste a text first.";
    for (const [at, line] of text.value.split(/\r\n|\n|\r/).entries()) {
      const what = kb.privacy.suspect(line);
      if (what) return `Line ${at + 1} looks like ${what}, so the text is not read. It was cleared: take that out, and paste it again.`;
    }
    return "";
  }

  function run() {
    const refused = refusal();
    place.replaceChildren();
    told.textContent = refused;
    if (refused) {
      if (refused.startsWith("Line")) text.value = "";
      (code.value ? text : code).focus();
      return;
    }
    const found = kb.readText.read(text.value, code.value, records);
    place.replaceChildren(...first(found), ...shown(found), ...asks(records.codes[code.value]));
    told.textContent = "The text was read. What it shows is below.";
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  // Passages in doubt, those that speak of the record first.
  function first({ first: mine, others }) {
    const rest = others.length ? make("details", "read-others", make("summary", "", "Other passages with such words"), list("read-doubts", others.map(doubtful))) : "";
    if (!mine.length && !rest) return [];
    const none = make("p", "", "No passage that speaks of this record has a word of doubt.");
    return [make("h2", "", "Read these first"), mine.length ? list("read-doubts", mine.map(doubtful)) : none, rest];
  }

  function doubtful({ text: passage, doubts }) {
    const why = doubts.map(({ kind, word, heading }) => `${kind}: “${heading || word}”`).join("; ");
    return [make("p", "read-why", why), quoted(passage, doubts.map(({ word }) => word))];
  }

  function shown({ elements }) {
    const heading = make("h2", "", `What to look for in the record of ${code.value}`);
    if (!elements.length) {
      const page = link("", `the page of ${code.value}`, `${root}codes/${code.value.toLowerCase()}.html`);
      return [heading, make("p", "", "Data not available: what its record must show is not recorded here. See ", page, ".")];
    }
    return [heading, list("read-elements", elements.map(element))];
  }

  function element(one) {
    const { shows, by, note, sources, found, words, doubtful: unsure } = one;
    const cited = sources.flatMap((number, at) => [at ? "; " : "", source(records.sources[number])]);
    return [
      make("h3", "", `${shows[0].toUpperCase()}${shows.slice(1)}`),
      ...(!words.length ? [make("p", "read-none", "Not looked for: no words are recorded by which a text shows it. Read your text for it.")]
        : found.length ? found.slice(0, MOST).map((passage) => quoted(passage.text, [passage.at.word]))
          : [make("p", "read-none", unsure.length ? "Only in a passage to read first, above." : "Not found in this text. Other words may say it.")]),
      found.length > MOST ? make("p", "read-none", "Further passages have these words, too.") : "",
      make("p", "read-source", by ? `Asked for by ${by}. ` : "", note ? `${note} ` : "", "Source: ", ...cited, "."),
    ];
  }

  function source([words, url]) {
    if (!/^https?:/.test(url)) return words;
    const made = link("", words, url);
    made.rel = "noreferrer";
    return made;
  }

  // A passage with the words marked that were looked for.
  function quoted(passage, words) {
    const quote = make("blockquote", "");
    let rest = passage;
    for (let found = kb.readText.find(words.filter(Boolean), rest); found; found = kb.readText.find(words.filter(Boolean), rest)) {
      quote.append(rest.slice(0, found.at), make("mark", "", found.word));
      rest = rest.slice(found.at + found.word.length);
    }
    quote.append(rest);
    return quote;
  }

  // What plans say on documentation, in words of the library: no text is searched for it.
  function asks({ asks: all, more }) {
    if (!all.length) return [];
    const lines = all.map(([plan, value, sure, address]) => [make("p", "", link("", plan, root + address), `: ${value} (${sure}).`)]);
    const rest = more ? [[make("p", "", `${more} more are on the page of the code.`)]] : [];
    return [make("h2", "", "What plans say on documentation"), make("p", "", "Your text is not read for these."), list("", [...lines, ...rest])];
  }

  const list = (name, items) => make("ul", name, ...items.map((item) => make("li", "", ...item)));

  function clear() {
    text.value = "";
    place.replaceChildren();
    told.replaceChildren();
  }

  box.querySelector("[data-run]").addEventListener("click", run);
  box.querySelector("[data-clear]").addEventListener("click", () => { clear(); text.focus(); });
  code.addEventListener("change", () => place.replaceChildren());
  addEventListener("pagehide", clear); // so that going back does not bring the text back
  clear();

  // All records come before a text does: nothing is asked for afterwards.
  kb.dom.dataFrom(`${root}static/read_records.js`, "the records of codes", kb.readText.records).then((given) => {
    records = given;
    box.hidden = false;
  });
})();
