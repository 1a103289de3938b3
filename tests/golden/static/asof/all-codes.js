kb.asOf("all-codes",{"today":"2026-03-02","scopes":[],"cells":[],"values":[""]});
