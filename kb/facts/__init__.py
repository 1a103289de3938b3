"""The facts store: `policies/facts/`, tables made from official files, each with its provenance; git is its history.

codes        procedure codes and runs of codes
rationales   closed lists of the reasons that edit files print
tables       the tables, their columns, and what may be in them
table_text   a table as text
provenance   where a table comes from
store        all tables of the store, each parsed when asked for
pair_index   code pairs by code
"""
