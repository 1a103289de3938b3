// Waits for the next save and then loads the page anew. The preview adds it to pages; no published site has it.
"use strict";

(() => {
  const { mark } = document.currentScript.dataset;
  const pause = () => new Promise((done) => setTimeout(done, 1000));

  // A page that nobody sees does not wait: a browser opens six connections to a host, and six such pages would take all.
  async function untilSeen() {
    while (document.hidden) await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
  }

  function whileSeen() {
    const hidden = new AbortController();
    document.addEventListener("visibilitychange", () => hidden.abort(), { once: true });
    return { signal: hidden.signal };
  }

  async function wait() {
    await untilSeen();
    try {
      const now = await (await fetch(`/.kb-preview/mark?${mark}`, whileSeen())).text();
      if (now !== mark) {
        location.reload();
        return;
      }
    } catch {
      await pause(); // the preview has ended, and may begin again; or the page is hidden
    }
    wait();
  }

  wait();
})();
