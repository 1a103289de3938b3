// An address of a change that stands on another page of its month leads there. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const nav = document.querySelector("[data-change-parts]");
  let pages;
  kb.changePages = ([, found]) => { pages = found; };

  async function follow() {
    const wanted = kb.fragment.decoded(location.hash.slice(1));
    if (!/^c-[0-9a-f]{7}/.test(wanted) || document.getElementById(wanted)) return;
    const month = nav.dataset.changeParts;
    await kb.dom.dataFrom(`${document.body.dataset.root}static/changes/${month}.js`, "The pages of changes", () => pages);
    if (pages[wanted]) location.replace(`${month}${pages[wanted] > 1 ? `-${pages[wanted]}` : ""}.html#${wanted}`);
  }

  if (nav) {
    window.addEventListener("hashchange", follow);
    follow();
  }
})();
