"""The changes of the library, commit by commit, and what is made from them: changes pages, feeds, the calendar.

recorded      the frozen values: a commit, what it did to each file, and what that did to the answers
commit_steps  the versions of a history, commit by commit
state         the library after each commit, cut to the payers that the commit changes
pagination    the page of its month that has a change for good
change_pages  which page has each change, as a script for addresses that named another
log           the recorded commits of a history, newest first
wording       a change in words
addresses     the addresses of changes and feeds on the site
feed          the recorded commits as feeds: of all, of each payer, of each code
postings      open positions as a feed, and their last days
atom, json_feed   a feed as text
dates         the days that a library names: effective, ends, review due, the life of a code
calendar      those days as iCalendar
drift         published, detected, reviewed, adopted: how many days each took
"""
