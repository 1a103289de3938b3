"""What became of the library, commit by commit, and what is made of that: the changes page, feeds, the calendar.

recorded    the frozen values: a commit, what it did to each file, and what that did to the answers
steps       the versions of a history, commit by commit
shelves     the library as it stood, cut to the payers that a commit touches
room        the page of its month on which a change stands for good
walk        a history to what was recorded, newest first
say         a change in words
addresses   where a change stands on the site
feed        what was recorded to feeds: of all, of each payer, of each code
atom, json_feed   a feed as text
dates       the days that a library names: effective, ends, review due, the life of a code
calendar    those days as iCalendar
drift       published, detected, reviewed, adopted: how long each took
"""
