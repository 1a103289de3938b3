kb.asOfPlan("example-health/medicare-advantage",{"today":"2026-03-02","codes":{},"sets":[],"cells":[],"values":[""]});
