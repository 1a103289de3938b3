// Cuts an English word to its stem, so that "covering" finds "covered": Porter2, as Snowball 3.1 has it.
// The build stems with Python's snowballstemmer; tests/search/test_stem.py holds that both always agree.
//
// Words come in as lower-case a to z. Inside, a y that stands for a consonant is written Y, so that one class of
// letters, [aeiouy], tells vowels from the rest. A suffix goes only where it begins in a late enough region:
// r1 starts after the first consonant that follows a vowel, r2 after the next such consonant.
(function () {
  "use strict";

  // Words that the steps below would take for forms of another word, or leave apart from their own forms.
  const WHOLE_WORDS = new Map([
    ["skis", "ski"], ["skies", "sky"], ["idly", "idl"], ["gently", "gentl"], ["ugly", "ugli"], ["early", "earli"],
    ["only", "onli"], ["singly", "singl"],
    ...["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"].map((word) => [word, word]),
  ]);

  // After these beginnings r1 starts at once; else "university" and "universe" would share a stem, and the like.
  const WHOLE_PREFIX = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;

  // "evening" is not what one does to even, nor "outing" to out: whole words that keep their -ing.
  const KEEPS_ING = /^(?:even|cann|inn|earr|herr|out)$/;

  // "succeed", "proceed" and "exceed" end in -eed without being the past of anything.
  const KEEPS_EED = /^(?:succ|proc|exc)$/;

  // One line of "suffix:replacement" (no replacement: the suffix goes), each for what begins in that region and,
  // where `after` is given, only behind those letters.
  function rules(region, line, after = /$/) {
    return line.split(" ").map((pair) => {
      const [suffix, into = ""] = pair.split(":");
      return { region, suffix, into, after };
    });
  }

  // The longest suffix decides, even where its conditions then fail: so the longest stand first.
  function table(...groups) {
    return groups.flat().sort((one, other) => other.suffix.length - one.suffix.length);
  }

  // Step 2 makes double suffixes single.
  const DOUBLE_SUFFIXES = table(
    rules("r1", "tional:tion enci:ence anci:ance abli:able bli:ble biliti:ble entli:ent"),
    rules("r1", "izer:ize ization:ize ational:ate ation:ate ator:ate"),
    rules("r1", "alism:al aliti:al alli:al fulli:ful fulness:ful lessli:less"),
    rules("r1", "ousli:ous ousness:ous iveness:ive iviti:ive ogist:og"),
    rules("r1", "ogi:og", /l$/),
    rules("r1", "li", /[cdeghkmnrt]$/),
  );

  // Step 3 does the same for what step 2 may have left.
  const FURTHER_SUFFIXES = table(
    rules("r1", "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness"),
    rules("r2", "ative"),
  );

  // Step 4 takes the single suffixes off.
  const SINGLE_SUFFIXES = table(
    rules("r2", "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize"),
    rules("r2", "ion", /[st]$/),
  );

  function applyTable(word, suffixes, regions) {
    const rule = suffixes.find(({ suffix }) => word.endsWith(suffix));
    if (!rule) return word;
    const kept = word.slice(0, -rule.suffix.length);
    const applies = kept.length >= regions[rule.region] && rule.after.test(kept);
    return applies ? kept + rule.into : word;
  }

  // A y is a consonant at the start and behind a vowel; behind such a Y the next y is a vowel again.
  function markConsonantY(word) {
    return word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  }

  // Where the part behind the next vowel and consonant begins; without such a pair that part is empty.
  function regionFrom(word, start) {
    const pair = word.slice(start).search(/[aeiouy][^aeiouy]/);
    return pair < 0 ? word.length : start + pair + 2;
  }

  function findRegions(word) {
    const prefix = WHOLE_PREFIX.exec(word);
    const r1 = prefix ? prefix[0].length : regionFrom(word, 0);
    return { r1, r2: regionFrom(word, r1) };
  }

  // A short syllable wants its final e ("hope", "use", "paste"), so that it does not fall together with "hop".
  function endsShort(word) {
    return /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/.test(word);
  }

  // Step 1a: plurals. "ties" gives "tie" but "cries" gives "cri"; "gas" and "this" keep the s right behind their
  // only vowel.
  function dropPlural(word) {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[sd]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    if (/[su]s$/.test(word)) return word;
    return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
  }

  // Step 1b: -eed, -ed and -ing, with or without -ly. "dying" gives "die".
  function dropPast(word, { r1 }) {
    const [ending] = /(?:eed|ed|ing)(?:ly)?$/.exec(word) || [""];
    const kept = word.slice(0, word.length - ending.length);
    if (ending.startsWith("eed")) return kept.length >= r1 && !KEEPS_EED.test(kept) ? `${kept}ee` : word;
    if (ending === "ing" && /^.y$/.test(kept)) return `${kept[0]}ie`;
    if (ending === "ing" && KEEPS_ING.test(kept)) return word;
    return ending && /[aeiouy]/.test(kept) ? repairEnd(kept, r1) : word;
  }

  // Still step 1b: "creat" gets its e back and "stopp" loses its second p, though "add", "egg" and "off" stay.
  function repairEnd(word, r1) {
    if (/(?:at|bl|iz)$/.test(word)) return `${word}e`;
    if (/([bdfgmnprt])\1$/.test(word)) return /^[aeo]..$/.test(word) ? word : word.slice(0, -1);
    return word.length === r1 && endsShort(word) ? `${word}e` : word;
  }

  // Step 1c: "cry" and "cries" meet in "cri". "by" is too short, and "say" ends in Y by now.
  function softenY(word) {
    return word.replace(/(..)y$/, "$1i");
  }

  // Step 5: a final e, or the second of two l, that nothing needs any more.
  function dropFinal(word, { r1, r2 }) {
    const kept = word.slice(0, -1);
    const late = kept.length >= r2;
    if (word.endsWith("e")) return late || (kept.length >= r1 && !endsShort(kept)) ? kept : word;
    return late && word.endsWith("ll") ? kept : word;
  }

  // In the order in which Porter2 numbers them. The regions are found once and hold while the word shrinks.
  const STEPS = [
    dropPlural, dropPast, softenY,
    (word, regions) => applyTable(word, DOUBLE_SUFFIXES, regions),
    (word, regions) => applyTable(word, FURTHER_SUFFIXES, regions),
    (word, regions) => applyTable(word, SINGLE_SUFFIXES, regions),
    dropFinal,
  ];

  function stem(word) {
    if (WHOLE_WORDS.has(word)) return WHOLE_WORDS.get(word);
    if (word.length < 3) return word;
    const marked = markConsonantY(word);
    const regions = findRegions(marked);
    return STEPS.reduce((text, step) => step(text, regions), marked).replace(/Y/g, "y");
  }

  window.kb = window.kb || {};
  window.kb.stem = stem;
})();
