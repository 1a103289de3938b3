"""What content must hold, a rule a function: each sees one file and yields the place and the message of a fault.

text       the body: headings, raw HTML, citations in links, what is left of the template
dialect    sections that the site and a code host show alike
patient    what looks like a patient's data
sources    who says so: citations and source records
answers    values, reasons, receipts, and answers that do not fit each other
dates      dates in order
copies     what is left of the file that a new one was copied from
library    one file against all others: payers, scopes, codes, duplicates
"""
