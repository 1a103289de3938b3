"""Hospitals' price transparency files: typed rows, named rules, and a figure only where it can be defended.

row         one listed price and where it stands
cells       cells of CMS's templates: amounts, codes, settings, modifiers, methods
payers      which class a plan's name tells; the name of a payer in plain letters
opening     opening a file: text or JSON, plain, gz or in a zip, in any encoding
source      what a file says of itself
lines       the lines of a table, counted
columns     the heads of a CSV file, tall or wide
table       a CSV file as charges
items       an item of a JSON file as charges
objects     a JSON file as charges, item by item
reading     files to the rows of one code
shares      which codes of a plan share an amount, and where that set recurs in other hospitals
rules       the rules that leave rows out, in their order
figures     percentiles
steps       the step table of a code, and what is left to say
wording     the answer in sentences and as plain values
"""
