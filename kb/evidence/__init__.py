"""The evidence pack: what one entry said on a date of service, ready to be attached to an appeal.

sure    how sure an answer is, in the words of the vocabulary
seal    which bytes a version is, so that anybody can check it
since   the versions of the entry and what each changed
rule    what the entry says to each question, and what stands for each code
gaps    what is not known, or was not read
pack    all of it as one value
ask     where packs come from: a call of the command, or the entries of a site
told    a pack as plain values
"""
