"""The values of the field: payers, scopes, codes, entries, answers, vocabulary, problems. Imports nothing of ours."""
