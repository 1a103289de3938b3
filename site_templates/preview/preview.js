// Waits for the next save and then loads the page anew. The preview adds it to pages; no published site has it.
"use strict";

(() => {
  const { mark } = document.currentScript.dataset;
  const pause = () => new Promise((done) => setTimeout(done, 1000));

  async function wait() {
    try {
      const now = await (await fetch(`/.kb-preview/mark?${mark}`)).text();
      if (now !== mark) {
        location.reload();
        return;
      }
    } catch {
      await pause(); // the preview has ended; it may begin again
    }
    wait();
  }

  wait();
})();
