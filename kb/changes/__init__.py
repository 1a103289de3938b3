"""What became of the library, commit by commit, and what is made of that: the changes page, feeds, the calendar.

recorded    the frozen values: a commit, what it did to each file, and what that did to the answers
steps       the versions of a history, commit by commit
shelves     the library as it stood, cut to the payers that a commit touches
walk        a history to what was recorded, newest first
"""
