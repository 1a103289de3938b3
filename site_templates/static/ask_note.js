// A reply as a note for an account, as kb/ask/note.py writes it: one line, cut at a claim and never within one. Needs
// names.js, dom.js and ask_wording.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, unique } = kb.askWords;

  // The note on the reply to what was typed; `made` tells the day and the commit of the library: { asOf, generatedFrom }.
  function noteOf(reply, typed, made) {
    const { longest, tooLong } = kb.askWords.of().note;
    const foot = footOf(made);
    const all = drafts(reply, typed, foot);
    const needsClaim = reply.claims.length > 0;
    const bare = { head: headOf(reply, typed), said: [], marks: [tooLong], foot };
    const every = [...all.map(written), ...all.slice(-2).map((draft) => cut(draft, needsClaim)), written(bare)];
    return every.find((text) => text && signs(text) <= longest) || `${tooLong} ${foot}`;
  }

  // As many as Python counts: a sign of two units is one.
  const signs = (text) => [...text].length;

  // The ways to write a note, the fullest first.
  function drafts(reply, typed, foot) {
    const { notesLeft, remarks } = kb.askWords.of().note;
    const [head, every] = [headOf(reply, typed), [...reply.claims, ...reply.unknown]];
    const marks = reply.claims.some(({ brief }) => brief) ? [notesLeft] : [];
    const full = { head: [...head, ...reply.lead], said: every.map((one) => said(one, one.text)), marks: [], foot };
    const brief = { ...full, said: every.map((one) => said(one, one.brief || one.text)), marks };
    const short = { ...brief, said: brief.said.map(withFirstSource) };
    return [full, brief, short, { ...short, head: reply.lead.length ? [...head, remarks] : head }];
  }

  function headOf(reply, typed) {
    const { heads, note } = kb.askWords.of();
    const unread = reply.unread.length ? [`${kb.askWording.unreadWords(reply)}.`] : [];
    return [filled(note.asked, { asked: reply.readAs.join(" · ") || typed.trim() }), ...unread, ...(heads[reply.kind] ? [heads[reply.kind]] : [])];
  }

  function footOf({ asOf, generatedFrom }) {
    const { made, noGuarantee, fullHash: [pattern] } = kb.askWords.of().note;
    const commit = generatedFrom.replace(new RegExp(pattern, "g"), "$1");
    return `${filled(made, { day: kb.dom.day(asOf), commit })} ${noGuarantee}`;
  }

  // A claim or a gap: its words, the sources that are named, and how many more there are.
  function said({ sources = [] }, text) {
    return { text, sources: unique(sources.map(({ words }) => words)), further: 0 };
  }

  function withFirstSource({ text, sources }) {
    return { text, sources: sources.slice(0, 1), further: Math.max(0, sources.length - 1) };
  }

  // As much of a draft as fits, in its order; nothing where a claim is needed and none does.
  function cut(draft, needsClaim) {
    const { longest, left } = kb.askWords.of().note;
    const only = (kept) => written({ ...draft, said: kept, marks: [...draft.marks, filled(left, { more: draft.said.length - kept.length })] });
    let kept = [];
    for (const one of draft.said) {
      if (signs(only([...kept, one])) <= longest) kept = [...kept, one];
    }
    const hasClaim = kept.some(({ sources }) => sources.length);
    return hasClaim || (kept.length && !needsClaim) ? only(kept) : "";
  }

  function written({ head, said: every, marks, foot }) {
    const { parts, note } = kb.askWords.of();
    const cited = unique(every.flatMap(({ sources }) => sources));
    const texts = every.map(({ text, sources, further }) => {
      const numbers = sources.map((line) => ` [${cited.indexOf(line) + 1}]`).join("");
      return `${text}${numbers}${further ? filled(note.further, { more: further }) : ""}`;
    });
    const named = cited.map((line, at) => `[${at + 1}] ${line}`).join("; ");
    return [...head, ...texts, ...marks, ...(named ? [`${parts.sources} ${named}.`] : []), foot].join(" ");
  }

  kb.askNote = { noteOf };
})();
