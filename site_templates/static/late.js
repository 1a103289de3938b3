// Parts of the engine that few queries need, each a script of its own: who calls one asks here for its functions. Where it
// is not here, kb.settle loads it and reads again.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  class PartMissing extends Error {
    constructor(name, part) {
      super(`the part ${part} of the engine is not here`);
      Object.assign(this, { name, part });
    }
  }

  // The functions that a part adds by a name.
  kb.late = (name, part) => {
    if (!kb[name]) throw new PartMissing(name, part);
    return kb[name];
  };

  // What `read` finds, or the part without which it finds nothing.
  kb.tried = (read) => {
    try {
      return { found: read(), missing: null };
    } catch (fault) {
      if (fault instanceof PartMissing) return { found: undefined, missing: fault };
      throw fault;
    }
  };
})();
