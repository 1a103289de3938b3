// A tripwire for patients' data in the search box: what looks so is not searched and reaches no address, no history.
// The patterns are those of kb/rules/patient.py, handed over by names.js; tests/search/test_box_data.py holds both
// alike.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // What may still be typed behind a text: with one of these, half a number becomes a whole one.
  const SAMPLES = ["123-45-6789", "1EG4-TE5-MK73", "1EG4TE5MK73", "1EG4 TE5 MK73", "212-555-0123"];
  const ENDINGS = ["0", "00", "000", "0000", "00000", "a.aa", ...SAMPLES.flatMap((sample) => rests(sample, 4))];

  const patterns = kb.names.patient.map(({ what, pattern, flags, half }) => {
    return { what, half, read: new RegExp(pattern, flags) };
  });

  // What is left to type of a sample, from its `first` signs on.
  function rests(sample, first) {
    return Array.from(sample.slice(first), (_, at) => sample.slice(first + at));
  }

  // Letters and digits of other widths, blanks and dashes count as plain ones, and invisible characters as nothing.
  function plain(text) {
    const seen = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
    return seen.replace(/[\t-\r ]+/g, " ").replace(/[\u2010-\u2015\u2212]/g, "-");
  }

  // What a text looks like, "a member id"; empty where it looks like no patient's data.
  function suspect(text) {
    const typed = plain(text);
    return patterns.find(({ read }) => read.test(typed))?.what || "";
  }

  // Whether a text is, or by a few more keys could be, a patient's data: it is kept out of the address while typed.
  function mayBecome(text) {
    const typed = plain(text);
    return Boolean(suspect(text)) ||
      patterns.some(({ half, read }) => half && ENDINGS.some((ending) => read.test(typed + ending)));
  }

  function told(what) {
    return `This looks like ${what}. It is not searched, and is kept out of the address and the history of this ` +
      "browser. Take it out: a code, a plan, a question and a date are enough.";
  }

  kb.privacy = { suspect, mayBecome, told };
})();
