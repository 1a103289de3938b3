// A tripwire for patients' data in the search box: what looks so is not searched and reaches no address, no history.
// The patterns are those of kb/rules/text.py, handed over by names.js; tests/search/test_box_data.py holds both alike.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // What may still be typed behind a text; with one of these, half a number becomes a whole one.
  const ENDINGS = ["", "0", "00", "000", "0000", "00000", "-0000", "0-0000", "00-0000"];

  const patterns = kb.names.patient.map(({ what, pattern }) => ({ what, read: new RegExp(pattern, "i") }));

  // What a text looks like, "a member id"; empty where it looks like no patient's data.
  function suspect(text) {
    return patterns.find(({ read }) => read.test(text))?.what || "";
  }

  // Whether a text is, or by a few more keys could be, a patient's data: it is kept out of the address while typed.
  function mayBecome(text) {
    return ENDINGS.some((ending) => suspect(text + ending));
  }

  function told(what) {
    return `This looks like ${what}. It is not searched, and is kept out of the address and the history of this ` +
      "browser. Take it out: a code, a payer and a question are all that a policy needs.";
  }

  kb.privacy = { suspect, mayBecome, told };
})();
