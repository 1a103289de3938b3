"""The evidence pack: what one entry said on a date of service, ready to be attached to an appeal; and claim sheets.

confidence       how sure an answer is, in the words of the vocabulary
content_hash     the commit and the hashes of a version, by which anybody can check it
later_versions   the versions of the entry, and what each changed
rulings          the answers of the entry, and the resolved answer for each code
gaps             what is not known, or was not read
pack             all of it as one value
cases            what a pack is made of: for a call of the command, or for the entries of a site
record           a pack as plain values
claim_sheet      what a plan says of the codes of one claim on its date of service: the whole sheet
claim_lines      its lines with their sources, and what is asked
claim_answers    its answers, contacts, and what to ask
claim_codes      its parts on coding and criteria
claim_deadlines  its last days
claim_denial     its part on a denial: the question it raises, the last day to appeal, what to send
claim_text       it as text, as a short note, and as plain values
seal             the hash in the last line of an evidence file, by which a later build knows that nobody edited it
"""
