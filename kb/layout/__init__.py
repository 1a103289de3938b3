"""The format of content files (`fmt`), by which a change of one fact is a change of one line.

front    front matter: keys in order, lists and dates in one form
prose    the sections: blank lines and trailing spaces; how lines are wrapped is left to the writer
file     a whole file, checked to mean the same before and after
folder   every content file of a policies folder
plain    a file as `git diff` shows it
"""
