"""Files that CMS publishes, as rows of the facts store; what is not the file it says is refused with its line.

source        opening files and members of archives
grid, xlsx    rows of cells of text files and workbooks
heads         where the heads of a table are; files of claims and patients are refused
layout        what a layout is, and how cells are cleaned
fee_layouts, edit_layouts    CMS's layouts
rows          rows below heads, by a layout
pairs         NCCI pair files, which have millions of rows
lines         files without heads: HCPCS Level II in fixed columns, ICD-10-CM
coverage      the Medicare Coverage Database export
editions      the edition of a file
reading       files to tables
importing     tables to what would change in the store
"""
