"""Price files of hospitals and payers: typed rows, named rules, and a figure only where it can be defended.

row          one listed price and where it stands
cells        cells of CMS's templates: amounts, codes, settings, modifiers, methods
payers       which class a plan's name tells; the name of a payer in plain letters
opening      opening a file: text or JSON, plain, gz or in a zip, in any encoding
inflate      unpacking gz, by isal where it is installed
source       what a file says of itself
lines        the lines of a table, counted
columns      the heads of a CSV file, tall or wide
passing      which lines of a table can be passed over
table        a CSV file as charges
table_counting  what shares an amount, out of the cells of a CSV file
items        an item of a hospital's JSON file as charges
json_stream  a JSON file of any size, and the place at which it breaks
json_files   a JSON file of a hospital or of a payer, told apart by its keys
objects      a hospital's JSON file as charges, item by item
payer_items  an item of a payer's file as charges
walk         the bytes of a payer's file, item by item, without a parser
cut          leaves the items without a wanted code out of a payer's file
payer        a payer's file as charges
references   the providers behind the references of a payer's prices
typed        items of a payer's file as typed values, where msgspec is installed
counting     what shares an amount, out of the bytes of a payer's items
providers    groups of providers across payers' files, by their TINs
reading      a file as charges, whatever it is
part         what one file has
charge_rows  the rows of a charge
every        the rows of every code of a file, batch by batch
task         one file as one task: its rows for some codes
runs         where files are read: here, by processes, on a cluster
gathering    what files have, put together
stored       what one file has as columns, and back
stored_every  the same for a file that was read for every code
parquet      columns in Parquet files, by Polars where it is installed
kept         the folder of extracted prices, outside git
summary      prices summed up, a line for a code, payer, class, setting and kind
importing    price files to kept prices and to the lines in git
shares       which codes of a plan share an amount, and where that set recurs in other hospitals
rules        the rules that leave rows out, in their order
figures      percentiles
steps        the step table of a code, and what is left to say
medicare     what Medicare pays, beside listed prices
wording      the answer in sentences and as plain values
basket       some codes over hospitals and plans, in one table
"""
