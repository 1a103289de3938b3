"""The content rules, one function a rule: each checks one file and yields the place and the message of each error.

check              all rules over all files; lists them
rule               the types of a rule

headings           headings; also raw HTML, citations in links, and what is left of the template
tables_and_lists   tables, lists, quotes, headings and passages in the body
inline_markup      markup within a line: brackets, links, entities, emphasis
characters         characters that cannot be seen or mislead
front_matter_text  the text of front matter values
merge_markers      markers that a merge or a patch leaves
patient            what looks like a patient's data
dialect            sections that the site and a code host show differently
dialect_wording    the message of that rule
plain_text         sections that are plain paragraphs, which all show alike
github_markdown    a section as a code host renders it
rendered_text      rendered HTML as what a reader sees, to compare

sources            citations and source records
source_records     documents recorded once, against the files that cite them
addresses          web addresses
answers            values, reasons, receipts, and answers that contradict each other
periods            time limits as numbers
contacts           whom to turn to, with source and day
criteria           criteria as data: diagnoses, modifiers, units and the like
code_lists         the order of the code list of a document
code_ranges        ranges of codes in texts, by how many codes they take in
section_sources    what a section says and cites, for both of these
amounts            amounts of money
elements           what a record must show for a code
official           rows of a code page against the tables from official files
dates              order of dates, and dates in the future
copy_leftovers     what is left of the file that a new one was copied from
staff              teams, and owners that are one of them
library            one file against all others: payers, scopes, codes, duplicates
"""
