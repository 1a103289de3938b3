"""What an edit of the library changes: in each file, in the resolved answers, and what needs a second approval.

direction   how one value differs from another: tighter, looser, newly known ...
word_diff   which words of a text are gone and which are new
change      the frozen values that a diff is made of
snapshot    a document as named facts, by which two documents are compared
matching    which document of one library is which of another, moved ones included
changes     the changes between two libraries
effects     the resolved answers that the changes move
today       the resolved answers that differ on the day of the edit
dated       the resolved answers that changed dates move, on the days around them
grouping    effects grouped for reading
gate        which changes need a second approval
gate_answers, gate_evidence, gate_records, gate_files, gate_names   the rules of the gate
official    what differs in the tables from official files, code by code
listed      what differs in the listed prices that imports sum up
line_diff   two texts line by line
sides       a folder or a revision as one side of a diff
earlier     what stood before in files that a side lacks or cannot read
compare     the whole diff of two sides
wording     sentences that the reports share
record, markdown, text   the diff as plain values, as a comment on a pull request, as lines of a terminal
"""
