"""Search: one analysis, one list of documents, one scoring; Whoosh on the command line, an export in the browser.

analysis    text → terms: what counts as a word, a code, a synonym, a document number
certainty   how sure the answer of a section is, in marks and in words
documents   library → one search document a section
query       what was typed → groups of terms
scoring     fields, weights and the formula: what is found first
index       documents → Whoosh; query → hits
lexicon     what the index holds, in order
faults      words that differ by a fault or two
absent      codes of a query that have no page
dated       a date of service within a query
widen       a query beside what the index holds
export      index → the data that the browser searches, with the same scores
asked       groups → the code, the scopes and the question they name
names       library → what the box knows before the index is there
excerpt     a hit's words around the match, and why it matched
"""
