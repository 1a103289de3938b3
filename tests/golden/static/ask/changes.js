kb.askChanges({"rows":[],"sets":[],"lineages":[]});
