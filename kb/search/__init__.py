"""Search: one analysis, one list of documents, one scoring; Whoosh on the command line, an export in the browser.

analysis    text → terms: what counts as a word, a code, a synonym, a document number
caveats     how sure the answer of a section is, in marks and in words
documents   library → one search document a section
query       what was typed → groups of terms
scoring     fields, weights and the formula: what is found first
index       documents → Whoosh; query → hits
lexicon     what the index holds, in order
spelling    words that differ by an edit or two
not_held    codes of a query that have no page
dates       a date of service within a query
expansion   a query → what is searched: misspelled words corrected, beginnings and families of codes spelled out
packing     numbers and blocks by key as small texts, for the export
export      index → the data that the browser searches, with the same scores
intent      groups → the code, the scopes and the question they name
box_data    library → what the search box knows before the index is loaded
excerpt     a hit's words around the match, and why it matched
find        a query → hits, with an index that is kept between runs
"""
