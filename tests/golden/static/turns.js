kb.turns([]);
