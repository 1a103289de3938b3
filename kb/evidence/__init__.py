"""The evidence pack: what one entry said on a date of service, ready to be attached to an appeal.

confidence      how sure an answer is, in the words of the vocabulary
content_hash    the commit and the hashes of a version, by which anybody can check it
later_versions  the versions of the entry, and what each changed
rulings         the answers of the entry, and the resolved answer for each code
gaps            what is not known, or was not read
pack            all of it as one value
cases           what a pack is made of: for a call of the command, or for the entries of a site
record          a pack as plain values
seal            the hash in the last line of an evidence file, by which a later build knows that nobody edited it
"""
