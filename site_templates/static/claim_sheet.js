// A claim sheet put together in the browser, with the same words and sources as kb/evidence/claim_sheet.py and claim_text.py
// give. Needs claim_parts.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, unique } = kb.askWords;
  const { tables } = kb.claimAnswers;
  const lineOf = ({ words, url }) => `${words} ${url}`.trim();

  // The sheet of a claim: { codes, scope, date, decided, denial, today }; days as "2026-06-01", empty if not given.
  async function make(asked, root) {
    await Promise.all([kb.claimAnswers.load(root), kb.askWords.load(root)]);
    const [found, pages] = await Promise.all([kb.claimAnswers.of(asked, root), kb.claimParts.pagesOf(asked.codes, root)]);
    const plan = kb.askClaims.planName(asked.scope);
    const answers = kb.claimAnswers.answersPart(found);
    const criteria = kb.claimParts.criteriaPart(found.printed, asked.codes);
    const deadlines = kb.claimParts.deadlinesPart(found.answers, asked);
    const denial = asked.denial ? [kb.claimParts.denialPart(asked.denial, answers, criteria, deadlines)] : [];
    const parts = [...denial, answers, await kb.claimParts.togetherPart(pages), await kb.claimParts.codingPart(pages, asked.date), criteria, deadlines,
      kb.claimAnswers.contactsPart(found), kb.claimAnswers.callsPart(found, plan, asked.date)];
    const cited = parts.flatMap(({ lines }) => lines).flatMap(({ sources }) => sources);
    const sheet = { asked, plan, parts, titles: pages.map(({ code, page }) => [code, page ? page.title : ""]), warnings: warningsOf(asked, found, pages),
      sources: [...new Map(cited.map((one) => [lineOf(one), one])).values()], texts: textsOf(found), prepared: prepared(asked.today), answers: found.answers };
    return { ...sheet, title: `${asked.codes.join(", ")}: ${plan}, date of service ${kb.dom.day(asked.date)}`, note: noteOf(sheet) };
  }

  // What must be read first: a code that may not exist on the day, and an add-on without its primary.
  function warningsOf({ codes, date }, { then }, pages) {
    const { answers: words, after } = tables();
    const lives = pages.map(({ page }) => (page ? caution(page.life, date) : ""));
    const late = date > kb.names.asOf ? filled(after, { day: kb.dom.day(kb.names.asOf) }) : "";
    const first = lives.flatMap((told) => [told, late]).filter(Boolean);
    const others = pages.map(({ code, page }) => {
      if (!page) return filled(words.noPage, { code });
      const alone = page.primaries.length && !page.primaries.some((primary) => codes.includes(primary));
      return alone ? filled(words.noPrimary, { code, primaries: page.primaries.join(" or ") }) : "";
    });
    return [...unique(first), ...others.filter(Boolean), ...(kb.claimAnswers.isNothing(then) ? [words.notThen] : [])];
  }

  function caution([begins, before, ends, after], day) {
    if (day < begins) return before;
    return ends && day >= ends ? after : "";
  }

  // The versions that decide answers, each once: path, commit, day, blob.
  function textsOf({ answers }) {
    const all = answers.flatMap(({ versions }) => versions).map(({ text }) => text).filter(Boolean);
    return [...new Map(all.map((text) => [text.join(" "), text])).values()];
  }

  function prepared(today) {
    const { prepared: told, fullHash: [pattern] } = tables();
    return filled(told, { today, day: kb.names.asOf, commit: kb.names.generatedFrom.replace(new RegExp(pattern, "g"), "$1") });
  }

  // ---- the note for the account

  function noteOf({ plan, asked, answers, prepared: made }) {
    const { note: words } = tables();
    const head = filled(words.noteHead, { plan, codes: asked.codes.join(", "), day: asked.date });
    const foot = `${made} ${words.notAGuarantee}`;
    const signs = (text) => [...text].length;
    const room = words.longest - signs(head) - signs(foot) - signs(` ${filled(words.more, { more: 99 })}`) - 1;
    const values = valuesOf(answers);
    const kept = [];
    for (const value of values) {
      if (kept.reduce((sum, one) => sum + signs(one) + 1, 0) + signs(value) <= room) kept.push(value);
    }
    const more = kept.length < values.length ? [filled(words.more, { more: values.length - kept.length })] : [];
    return [head, ...kept, ...more, foot].join(" ");
  }

  // Each known answer with how sure it is, joined for the codes that have it, then what is not known.
  function valuesOf(answers) {
    const { note: words } = tables();
    const held = new Map();
    for (const { label, value, onNote, code, known } of answers) {
      const key = JSON.stringify([label, `${value}${onNote}`]);
      if (known) held.set(key, [...(held.get(key) || []), code]);
    }
    const said = [...held].map(([key, codes]) => {
      const [question, value] = JSON.parse(key);
      return filled(words.said, { question, codes: codes.join(", "), value });
    });
    const unknown = unique(answers.filter(({ known }) => !known).map(({ label }) => label));
    return [...said, ...(unknown.length ? [filled(words.unanswered, { questions: unknown.join(", ") })] : [])];
  }

  const numberOf = (sheet, source) => sheet.sources.findIndex((one) => lineOf(one) === lineOf(source)) + 1;

  kb.claimSheet = { make, numberOf };
})();
