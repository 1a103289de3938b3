"""Writes content files: new ones from typed facts, and changes of single keys and sections.

yaml_lines      values as lines of front matter
prose           statements for the sections of an entry
new_pages       the text of a new payer page, with its first plan, and of a new code page
new_entry       the text of a new entry, or of a template for it
receipts        receipts of calls, and reviews in which nothing changed
code_lists      the code list of a document
source_records  documents recorded once, copied into the files that cite them
edits           one key or one section of a file changed, everything else left as it is
names           ids made from the words of a title
"""
