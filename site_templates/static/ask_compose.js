// A question in words to its reply, as kb/ask/compose.py composes it: refused, asked back, answered from records,
// nearest to it, or not known. What rules of another day this copy lacks is named in `beyond`, never answered with less.
// Needs the engine and the other ask_*.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, found: finds, gap, unique } = kb.askWords;
  const { answerClaims, gapOf, sectionClaims } = kb.askClaims;
  const { leftOpen, otherDimensions, titledFirst, unheardTopic } = kb.askHeard;
  const EMPTY = { lead: [], claims: [], unknown: [], following: [], readAs: [], unread: [] };

  // The reply to a question, how it was read in `found`, and what keeps it from being composed here in `beyond`. `told`
  // has the index in `data`, the way to the top, and the day that the site is read on.
  async function replyTo(typed, told) {
    const { hits, aged } = await kb.askWords.load(told.root);
    const [, reason, act, isHowLong] = kb.askWords.refused(typed) || [];
    const no = { reply: { ...EMPTY, kind: "refused", lead: [reason], following: [act] } };
    if (reason && !isHowLong) return no;
    const read = await kb.settle(told.data, () => kb.search(told.data, typed, hits, undefined, told.today));
    const asked = { ...told, typed, found: { ...read, notes: [...read.told, ...ageOf(aged, told.today)] } };
    const asRead = (reply) => ({ reply: { ...EMPTY, ...reply, readAs: read.parts.map(({ label }) => label) }, found: read });
    if (isHowLong) {
      const recorded = await kb.askIntents.ofTurnarounds(asked);
      if (recorded && asked.isShifted) return { beyond: kb.askIntents.SHIFTED };
      return recorded ? asRead(recorded) : no;
    }
    const intended = await kb.askIntents.ofIntent(asked);
    const beyond = beyondThis(asked, intended);
    return beyond ? { beyond } : asRead(await composed(asked, intended.reply));
  }

  async function composed(asked, intended) {
    const { found } = asked;
    const isBeside = found.beside.length && intended?.claims.length;
    if (found.named && !found.scopes.length) return isBeside ? intended : elsewhere(asked);
    if (intended) return (intended.kind === "not known" && !found.named && await ofPlans(asked)) || intended;
    const card = await kb.askCard.cardOf(found, asked);
    if (!card) return ofSections(asked);
    return card.which ? asksBack(asked, card.which) : ofRows(asked, card.rows);
  }

  // Asks back where a plan's record has what the page of a code lacks; null where none has.
  async function ofPlans(asked) {
    const { found, typed, data, isShifted } = asked;
    if (found.day || isShifted || !unheardTopic(typed, [], data).length) return null;
    const card = await kb.askCard.cardOf({ ...found, table: "" }, asked);
    if (!card || !card.which.plans.length) return null;
    const reply = asksBack(asked, card.which);
    return unheardTopic(typed, reply.claims.map(({ text }) => text), data).length ? null : reply;
  }

  // What is told of a library in which nothing was recorded for long.
  function ageOf({ told, last, days: most }, today) {
    const days = Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${last}T00:00:00Z`)) / 86400000);
    return days > most ? [filled(told, { last: kb.dom.day(last), days })] : [];
  }

  // ---- what is not composed here

  function beyondThis({ found, isShifted }, { reply, beyond = "" }) {
    if (found.named && !found.scopes.length) return found.beside.length ? beyond : "";
    return beyond || reply || !isShifted ? beyond : kb.askIntents.SHIFTED;
  }

  // ---- replies

  // No other plan's answer takes the place of one that is not held.
  function elsewhere({ found }) {
    const { notHere, elsewhere: act } = kb.askWords.of();
    const lead = found.notes.filter((note) => note.includes(notHere));
    return { ...EMPTY, kind: "refused", lead: lead.length ? lead : found.notes, following: [act], unread: found.unheld };
  }

  // Which plan is meant; where all payers are asked of, the answers that are known.
  function asksBack({ typed, found, today, data }, { lead, counted, plans, answers, known }) {
    const { patterns } = kb.askWords.of();
    const told = (held) => held.flatMap((answer) => answerClaims(answer, "", today));
    const { words } = leftOpen(found, data);
    if (plans.length && finds(patterns.ofPayers, typed) && !finds(patterns.turned, typed)) {
      return { ...EMPTY, kind: words.length ? "nearest" : "answer", lead: [counted], claims: told(known), unread: words };
    }
    return { ...EMPTY, kind: "which", lead: [lead], claims: told(answers), following: plans.map((plan) => `${typed.trim()} ${plan}`), unread: words };
  }

  async function ofRows({ typed, found, data, today, root }, rows) {
    const tables = kb.askWords.of();
    const known = rows.filter(({ isKnown }) => isKnown);
    const claims = known.slice(0, tables.rows).flatMap((row) => answerClaims(row, limitOf(row, found, tables), today));
    const texts = claims.map(({ text }) => text);
    const { words, notes } = leftOpen(found, data);
    const unread = [...words, ...otherDimensions(found, texts, data), ...unheardTopic(typed, texts, data)];
    const isUnstated = found.limits.some(({ value }) => value.startsWith(tables.noneFor));
    const isUnshown = found.day && found.day < today && !known.every(({ isInPrint }) => isInPrint);
    const kind = !known.length ? "not known" : unread.length || isUnstated || isUnshown ? "nearest" : "answer";
    const lead = [...(kind === "answer" ? kb.askLeads.yesOrNo(typed, rows) : []), ...notes];
    const isBrief = found.question === "" && found.scopes.length > 1;
    const acts = rows.slice(0, tables.rows).flatMap((row) => row.acts);
    const following = unique([...acts, ...(isBrief ? [tables.nameOne] : []), ...await recorded(found, rows, { root, today })]);
    return { ...EMPTY, kind, lead, claims, unknown: unknownOf(rows, tables), following, unread };
  }

  // What else is recorded of a plan on a code, where the one question that is put has no answer.
  async function recorded(found, rows, { root, today }) {
    const [{ isKnown, scope, code, question }] = rows;
    if (rows.length !== 1 || isKnown || !found.codes.includes(code)) return [];
    const { recorded: told, timed } = kb.askWords.of();
    const others = kb.names.questions.filter(({ key }) => key !== question && !timed.includes(key));
    const answer = kb.askDated.answerFor(found, today);
    const answers = await Promise.all(others.map(({ key }) => answer(scope, code, key, root)));
    const labels = others.filter((_, at) => answers[at].isKnown).map(({ label }) => label).join(", ");
    return labels ? [filled(told, { code, labels })] : [];
  }

  function unknownOf(rows, { rows: most, moreUnknown }) {
    const unknown = rows.filter(({ isKnown }) => !isKnown).map(gapOf);
    const more = unknown.length - most;
    return [...unknown.slice(0, most), ...(more > 0 ? [gap(filled(moreUnknown, { more }))] : [])];
  }

  // The limit of the group that is named, where the plan's own entry states one.
  function limitOf({ scope, question, entry, shown }, { limits }, { noneFor }) {
    const isStated = limits.some((one) => one.scope === scope && one.question === question && !one.value.startsWith(noneFor));
    return isStated && entry.startsWith(`${scope}/`) ? shown : "";
  }

  // The sections that hold what is asked; nearest where a word of the question stands in none.
  async function ofSections({ found, data, root }) {
    const tables = kb.askWords.of();
    const claims = await sectionsTold(titledFirst(found, data), tables.sections, root);
    const left = found.unheld.filter((word) => found.codes.length || !isListed(word, found.notes));
    const unread = [...left, ...otherDimensions(found, claims.map(({ text }) => text), data)];
    const isWeak = unread.length || found.missing.length || found.absent.length || found.outside || isUnmet(found, tables, data);
    const kind = !claims.length ? "not known" : isWeak ? "nearest" : "answer";
    return { ...EMPTY, kind, lead: found.notes, claims, unknown: claims.length ? [] : [gap(tables.nothing)],
      following: kind === "answer" ? [] : [tables.nameMore], unread };
  }

  // Further sections only of the page of the first.
  async function sectionsTold(hits, most, root) {
    const claims = [];
    for (const hit of hits) {
      if (claims.length < most && (!claims.length || hit.document.entry === hits[0].document.entry)) {
        const told = await sectionClaims(hit, root);
        claims.push(...told.filter(({ text }) => !claims.some((claim) => claim.text === text)));
      }
    }
    return claims;
  }

  // Whether a word is a diagnosis of which a note tells the lists that have it.
  function isListed(word, notes) {
    const isWhole = finds(kb.askWords.of().patterns.diagnosis, word)?.[0] === word;
    return isWhole && notes.some((note) => note.startsWith(`${word.toUpperCase()} is listed`));
  }

  function isUnmet({ asks, toldOf }, { unrecorded }, { reading }) {
    const keys = asks.map(({ key }) => key).filter((key) => !reading.asks.dated.includes(key));
    return keys.some((key) => unrecorded.includes(key) || !toldOf.includes(key));
  }

  kb.askCompose = { replyTo };
})();
