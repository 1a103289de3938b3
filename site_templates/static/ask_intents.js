// Replies to what is no question of a plan, as kb/ask/intents.py and contacts.py make them: what changed, what is not known,
// how to reach a plan, a code itself. Needs ask_claims.js, ask_changes.js, ask_unknowns.js, ask_code_facts.js and
// ask_last_days.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found: finds, filled, gap } = kb.askWords;

  const SHIFTED = "what has begun or ended since this copy was made"; // entries are those of that day

  // The reply where one of these is asked, or in `beyond` what is asked that is not composed here; else nothing of both.
  async function ofIntent(asked) {
    const { patterns } = kb.askWords.of();
    const { found, data, typed } = asked;
    if (finds(patterns.changes, typed)) return { reply: await kb.askChangedSince.of(asked) };
    if (finds(patterns.unknowns, typed)) return asked.isShifted ? { beyond: SHIFTED } : { reply: await kb.askNotKnown.of(asked) };
    const wanted = found.asks.map(({ key }) => key).filter((key) => data.reading.asks.contacts.includes(key));
    if (wanted.length && (found.scopes.length || found.beside.length)) {
      return asked.isShifted ? { beyond: SHIFTED } : { reply: await ofContacts(asked, wanted) };
    }
    const policies = await ofPolicies(asked);
    if (policies && asked.isShifted) return { beyond: SHIFTED };
    const reply = policies || await kb.askCodeFacts.ofCode(asked);
    if (reply) return { reply };
    const last = await kb.askLastDays.ofLastDays(asked) || await ofWays(asked);
    return last && asked.isShifted ? { beyond: SHIFTED } : { reply: last };
  }

  // The contacts that are recorded of the plans named; none of another plan, kind or step stands in. One for another
  // line of business, or for appeals where claims are to be sent, is only the nearest.
  async function ofContacts(asked, wanted) {
    const { found, data } = asked;
    const { none, take, postal } = kb.askWords.of().contacts;
    const kinds = wanted.map((key) => (key === "address" ? postal : key));
    const scopes = found.scopes.length ? found.scopes : found.beside;
    const isTold = wanted.some((key) => found.toldOf.includes(key));
    const [step, number] = data.reading.intent.peer;
    const isPeer = found.dimensions.some(([name, value]) => name === step && value === number);
    const isMeant = ({ kind, lines }) => kinds.includes(kind) && (isTold || !isPeer)
      && (found.scopes.length > 0 || found.lines.some((line) => lines.includes(`line:${line}`)));
    const claims = (await contactsOn(asked, scopes)).filter(isMeant).map(({ claim }) => claim);
    const plans = scopes.map(kb.askClaims.planName).join(", ");
    const isNone = !claims.length;
    return { lead: found.scopes.length ? found.missing : [], kind: isNone ? "not known" : isTold ? "answer" : "nearest", claims, unread: [],
      following: isNone ? [take] : [], unknown: isNone ? [gap(filled(none, { plans, kinds: kinds.join(" or ") }))] : [] };
  }

  // All ways that are recorded to ask a plan for prior authorization, where that is asked on no code.
  async function ofWays(asked) {
    const { found, typed } = asked;
    const { patterns } = kb.askWords.of();
    if (!finds(patterns.howTo, typed) || found.codes.length || found.asks.length || found.question !== "prior_authorization") return null;
    const claims = (await contactsOn(asked, found.scopes)).map(({ claim }) => claim);
    return claims.length ? { lead: [], kind: "answer", claims, unread: [], following: [], unknown: [] } : null;
  }

  // The documents that decide the answers of the plans named on a code, each once; null where none is asked for. Where a
  // number is asked for and none of them has one, they are only the nearest.
  async function ofPolicies({ found, root, typed, data }) {
    const { patterns, classTitles, rows, documents: told } = kb.askWords.of();
    const words = finds(patterns.policy, typed);
    const codes = kb.askCard.ofPages(found.codes);
    const subjects = codes.length ? codes : [found.classOfCodes].filter((name) => !found.codes.length && name in classTitles);
    if (!words || !found.named || !found.scopes.length || found.day || !subjects.length) return null;
    const keys = found.question ? [found.question, ...found.further] : kb.names.questions.map(({ key }) => key);
    const asked = subjects.flatMap((code) => found.scopes.flatMap((scope) => keys.map((key) => [scope, code, key])));
    const every = (await Promise.all(asked.map((one) => policyOf(one, root)))).flat();
    const once = every.filter(({ key }, at) => every.findIndex((one) => one.key === key) === at).slice(0, rows);
    const reply = { lead: [], claims: once.map(({ claim }) => claim), following: [], unknown: [] };
    if (!once.length) {
      const plans = found.scopes.map(kb.askClaims.planName).join(", ");
      const shown = subjects.map((code) => classTitles[code] || code).join(" or ");
      return { ...reply, kind: "not known", unread: [], unknown: [gap(filled(told.none, { plans, shown }))], following: [told.read] };
    }
    const said = words[0].toLowerCase().split(/\s+/);
    const left = kb.askHeard.leftOpen(found, data).words.filter((word) => !said.includes(word.toLowerCase()));
    const hasNumber = once.some(({ document }) => /[0-9]/.test(document.split(told.since)[0]));
    const unread = [...left, ...(finds(patterns.number, words[0]) && !hasNumber ? [words[0]] : [])];
    return { ...reply, kind: unread.length ? "nearest" : "answer", unread };
  }

  // The document of the entry that decides an answer, as a claim; none where no value or no document is recorded.
  async function policyOf([scope, code, question], root) {
    const { documents: { by }, classTitles } = kb.askWords.of();
    const { isKnown, entry, section, sources } = await kb.askClaims.answerOf(scope, code, question, root);
    const packed = await kb.askClaims.planOf(scope, root);
    if (!isKnown || !(entry in packed.documents) || !sources.length) return [];
    const document = kb.askClaims.written(packed.documents[entry], packed, scope, "");
    const about = `${kb.names.questions.find(({ key }) => key === question).title.toLowerCase()} of ${classTitles[code] || code}`;
    const text = filled(by, { plan: kb.askClaims.planName(scope), about, document });
    return [{ key: `${scope} ${entry}`, document, claim: { text, brief: "", entry, section, sources } }];
  }

  // How long the plans named take, as their contacts record it; null where none does.
  async function ofTurnarounds({ found, root, typed, data }) {
    const { contacts: { turnaround }, rows, refusals } = kb.askWords.of();
    const held = (await Promise.all(found.scopes.map((scope) => kb.askClaims.contactsOf(scope, root)))).flat();
    const isMeant = ({ kind, question }) => kind === turnaround && ["", question].includes(found.question);
    const claims = held.filter(isMeant).map(({ claim }) => claim).slice(0, rows);
    const said = refusals.filter((one) => one.at(-1)).flatMap(([asked]) => kb.askWords.every(asked, typed)).join(" ").toLowerCase().split(/\s+/);
    const left = found.unheld.filter((word) => !said.includes(word.toLowerCase()));
    const unread = [...left, ...kb.askHeard.otherDimensions(found, claims.map(({ text }) => text), data)];
    return claims.length ? { lead: [], kind: unread.length ? "nearest" : "answer", claims, unread, following: [], unknown: [] } : null;
  }

  // The contacts of plans that are about the question; all where none is put.
  async function contactsOn({ found, root, typed }, scopes) {
    const { turnaround } = kb.askWords.of().contacts;
    const every = (await Promise.all(scopes.map((scope) => kb.askClaims.contactsOf(scope, root)))).flat();
    const all = every.filter(({ kind }) => kind !== turnaround);
    const about = found.question === "coverage" && finds(kb.askWords.of().patterns.denied, typed) ? "appeals" : found.question;
    return all.filter(({ question }) => ["", question].includes(about));
  }

  kb.askIntents = { SHIFTED, ofIntent, ofTurnarounds };
})();
