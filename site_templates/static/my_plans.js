// My plans: the plans that this reader works with, kept by this browser alone, or in the address for sharing:
// #plans=uhc/commercial,aetna/commercial. Without storage they live on in the links of the pages. Needs names.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const KEY = "payer-policy-library.plans";
  const held = new Set(kb.names.scopes.map(({ id }) => id));
  const listeners = [];
  let memory = null; // what storage would hold, where there is none
  let isAll = false; // all plans are shown for this page view

  const known = (plans) => [...new Set(plans)].filter((plan) => held.has(plan));

  function stored() {
    try {
      return known(JSON.parse(window.localStorage.getItem(KEY) || "[]"));
    } catch {
      return [];
    }
  }

  // Whether the browser has kept it.
  function store(plans) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(plans));
      return true;
    } catch {
      memory = plans;
      return false;
    }
  }

  function inAddress() {
    const given = location.hash.includes("plans=") ? new URLSearchParams(location.hash.slice(1)).get("plans") : "";
    return known((given || "").split(","));
  }

  // The plans chosen; those of the address go before those kept. Empty where none are.
  function list() {
    const given = inAddress();
    return given.length ? given : memory || stored();
  }

  function set(plans) {
    const chosen = known(plans);
    store(chosen);
    if (location.hash.includes("plans=")) history.replaceState(null, "", address(location.href.split("#")[0], chosen));
    tell();
  }

  function address(page, plans = list()) {
    return plans.length ? `${page.split("#")[0]}#plans=${plans.join(",")}` : page.split("#")[0];
  }

  // What pages lead with: the plans chosen, unless all are asked for; null for all.
  function shown() {
    const plans = list();
    return isAll || !plans.length ? null : new Set(plans);
  }

  function showAll(all) {
    isAll = all;
    tell();
  }

  function tell() {
    listeners.forEach((act) => act());
  }

  // Calls back now and whenever the plans change.
  function follow(act) {
    listeners.push(act);
    act();
  }

  // Where nothing can be kept, the links to other pages of the library take the plans along.
  function takeAlong({ target }) {
    const link = target.closest?.("a[href]");
    if (!link || link.hash || !memory?.length || link.origin !== location.origin || !/\.html$/.test(link.pathname)) return;
    link.href = address(link.href, memory);
  }

  const given = inAddress();
  if (given.length && !stored().length) store(given);
  document.addEventListener("click", takeAlong, true);
  window.addEventListener("hashchange", tell);
  window.addEventListener("storage", ({ key }) => key === KEY && tell());
  kb.myPlans = { list, set, shown, showAll, follow, address, isKept: () => memory === null, isAll: () => isAll };
})();
