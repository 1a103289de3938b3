"""The facts store: `policies/facts/`, tables made from official files, each with its provenance; git is its history.

codes        procedure codes and runs of codes
rationales   closed lists of the reasons that edit files print
tables       the tables, their columns, and what may stand in them
table_text   a table as text
provenance   where a table comes from
listed       prices that hospitals and payers list, summed up
store        the tables that are held
pair_index   pairs of a code, in both directions
meanings     indicators in words, with the papers that define them
modifiers    which modifiers an indicator allows or refuses
localities   amounts of the fee schedule by locality
code_facts   all that tables say of one code, as values
of_code      all that is held of one code
kept         the facts of every code, kept between runs
beside       whether two codes are paid together
crosswalk    what a code is billed with, and what not
sections     the facts of a code with labels and words, as lines and as JSON
"""
