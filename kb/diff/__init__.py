"""What an edit of the library changes in meaning: per file, for the answers of each code, and for who must agree.

direction   how one value differs from another: tighter, looser, newly known ...
words       which words of a text are gone and which are new
change      the frozen values that the rest makes and the reports read
portrait    a document as named facts, so that two of them can be compared
pair        which document of one library is which of another, moved ones recognised
changes     two libraries to their changes
effects     what the changes mean for the resolved answers
gate        which changes need a second approval
group       effects gathered for reading
read        a folder or a revision to what is compared
compare     two sides to the whole diff
say         sentences that the reports share
record, markdown, text   the diff as plain values, as a comment on a pull request, as lines of a terminal
"""
