// Loads the scripts of a page, in their order, once its stylesheet is here: until then they would share the line with it,
// and a slow phone would show nothing for as long. A deferred script waits for the stylesheet, and so does this one.
(function () {
  "use strict";

  const { src, dataset } = document.currentScript;

  function script(name) {
    const made = document.createElement("script");
    made.src = new URL(`${name}.js`, src).href;
    made.async = false; // each needs the ones before it
    return made;
  }

  document.head.append(...dataset.scripts.split(/\s+/).map(script));
})();
