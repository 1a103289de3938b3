// Which of two payers of one patient pays first, as kb/search/payer_order.py reads it: cigna primary, uhc secondary.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The payer that pays first and the one that pays second; `isOrdered`: payers of one patient are spoken of, in an
  // order or asking for it; `isDecided`: the first has decided already.
  function read(mentions, payerOf, tables) {
    const payers = [...new Set(mentions.map(payerOf).filter(Boolean))];
    const decided = decidedOf(mentions, payerOf, tables);
    const ranks = new Map([...beside(mentions, payerOf, tables), ...behind(mentions, payerOf, tables)]);
    if (!ranks.size && decided) ranks.set(decided, tables.first[0]);
    const isCounted = ({ written }) => tables.counted.includes(written);
    const isPaying = mentions.some((one, at) => isCounted(one) && tables.pays.includes(mentions[at - 1]?.written));
    if (ranks.size === 1 && !isPaying && [...ranks.values()].every((word) => tables.counted.includes(word))) ranks.clear();
    const isFirst = (payer) => tables.first.includes(ranks.get(payer));
    const isApart = ranks.size > 0 || mentions.some(({ written }) => tables.apart.includes(written));
    const isOrder = payers.length === 2 && ranks.size && new Set([...ranks.keys()].map(isFirst)).size === ranks.size;
    if (!isOrder || isAsked(mentions, payerOf, tables)) {
      return { first: "", second: "", isOrdered: payers.length > 0 && isApart, isDecided: false };
    }
    const [one, other] = payers;
    const first = (ranks.has(one) ? isFirst(one) : !isFirst(other)) ? one : other;
    return { first, second: first === one ? other : one, isOrdered: true, isDecided: decided === first };
  }

  // Whether a query asks for the order instead of giving it: who pays first, is aetna primary.
  function isAsked(mentions, payerOf, { first, second, asks, who, mostAsked }) {
    const [one, ...others] = mentions.slice(0, mostAsked);
    const isOrdered = others.some(({ written }) => [...first, ...second].includes(written));
    return who.includes(one.written) || (asks.includes(one.written) && isOrdered && Boolean(payerOf(others[0])));
  }

  // By payer the word of order right behind it, or right before it where such a word comes first.
  function beside(mentions, payerOf, { first, second, between, ofOthers }) {
    const told = mentions.filter(({ written }) => !between.includes(written));
    const isOrder = (at) => [...first, ...second].includes(told[at]?.written) && !ofOthers.includes(told[at + 1]?.written);
    const leader = told.findIndex((one, at) => isOrder(at) || payerOf(one));
    const step = isOrder(leader) ? 1 : -1;
    const owners = told.map((_, at) => at).filter((at) => isOrder(at) && told[at + step] && payerOf(told[at + step]));
    return owners.map((at) => [payerOf(told[at + step]), told[at].written]);
  }

  // The other word of order for a payer that something is put in order to: secondary to medicare.
  function behind(mentions, payerOf, { first, second, to }) {
    const at = mentions.findIndex(({ written }, place) => [...first, ...second].includes(written)
      && to.includes(mentions[place + 1]?.written) && mentions[place + 2] && payerOf(mentions[place + 2]));
    return at < 0 ? [] : [[payerOf(mentions[at + 2]), (first.includes(mentions[at].written) ? second : first)[0]]];
  }

  // The payer that has decided before the other: after cigna denied; empty for none.
  function decidedOf(mentions, payerOf, { after, decided }) {
    const owner = mentions.find((one, at) => payerOf(one) && after.includes(mentions[at - 1]?.written)
      && decided.includes(mentions[at + 1]?.written));
    return owner ? payerOf(owner) : "";
  }

  // How a reader is told of the order that was read.
  function told({ first, second, isDecided }, nameOf) {
    if (isDecided) return `Read as: ${nameOf(first)} has decided already; what follows is of ${nameOf(second)}.`;
    return `Read as: ${nameOf(first)} pays first, ${nameOf(second)} second.`;
  }

  // The words that are read as an order of payers: they are searched for nowhere.
  function ofOrder({ isOrdered }, tables) {
    return isOrdered ? [...tables.first, ...tables.second] : [];
  }

  // The value of a dimension that an order of payers names where no word does: a claim to the second one.
  function ofSecond({ second }, named, { intent: { dimensions }, plans: { order: { mark } } }) {
    const [name, number] = mark.split(":");
    const isIt = ([other, at]) => other === name && at === Number(number);
    if (!second || named.some(isIt)) return [];
    return [[name, Number(number), Object.keys(dimensions).find((phrase) => isIt(dimensions[phrase]))]];
  }

  // The groups asked of one of two payers: a secondary claim goes to the one that pays second alone.
  function groups(asked, payer, { first, second }, { mark, second: [word] }) {
    if (payer === second) return new Map([[mark, word], ...asked]);
    return new Map([...asked].filter(([one]) => payer !== first || one !== mark));
  }

  kb.payerOrder = { read, told, ofOrder, ofSecond, groups };
})();
