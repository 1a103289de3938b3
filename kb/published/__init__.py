"""The library as data for others: JSON with its schema, CSV, the catalogue as a file, and what crawlers read.

edition       of which day the data is, what it was made from, and the address of the site
base_url      the addresses of the site and of the code host's editor, as typed in a call
commit        the commit a build is made from
answers       a resolved answer as a record
records       codes, payers and entries as records
schema        what each kind of JSON file holds, as JSON Schema
sheet         answers as CSV
review_sheet  the review worklist as CSV
crawlers      sitemap, robots.txt, llms.txt
datapackage   the columns of the CSV files, for programs (Frictionless Data)
facts_files   the facts from official files as JSON
listed_files  what imported price files list for a code, as CSV and JSON
examples      how to read them, and what that prints
files         every file of these, address and text
"""
