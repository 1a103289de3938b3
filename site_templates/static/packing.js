// Packed numbers and keyed blocks to arrays, as kb/search/packing.py writes them: whole numbers of seven bits a byte, rising
// lists as gaps, blocks behind their length.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  function cursorOf(base64) {
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return { bytes, at: 0, end: bytes.length };
  }

  function next(cursor) {
    let [number, worth] = [0, 1];
    for (;;) {
      const byte = cursor.bytes[cursor.at];
      cursor.at += 1;
      number += (byte & 0x7f) * worth;
      if (byte < 0x80) return number;
      worth *= 0x80;
    }
  }

  function several(count, cursor) {
    const numbers = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) numbers[at] = next(cursor);
    return numbers;
  }

  // How many there are, then the first and the gaps.
  function rising(cursor) {
    const numbers = several(next(cursor), cursor);
    for (let at = 1; at < numbers.length; at += 1) numbers[at] += numbers[at - 1];
    return numbers;
  }

  // The keys of a file, and where each one's block begins and ends.
  function keyed([joined, base64]) {
    const cursor = cursorOf(base64);
    const keys = joined.split("\n");
    const blocks = new Map();
    for (const key of keys) {
      const length = next(cursor);
      blocks.set(key, { bytes: cursor.bytes, at: cursor.at, end: cursor.at + length });
      cursor.at += length;
    }
    return { keys, blocks };
  }

  // A number for each section, each of as many letters.
  function numbersOf(written, count, letters) {
    const digits = new Map([...letters].map((letter, digit) => [letter, digit]));
    const numbers = new Uint32Array(count);
    const width = count ? written.length / count : 0;
    for (let at = 0; at < written.length; at += 1) {
      const number = Math.floor(at / width);
      numbers[number] = numbers[number] * letters.length + digits.get(written[at]);
    }
    return numbers;
  }

  kb.packing = { next, several, rising, keyed, numbersOf };
})();
