"""What pages there are and what each shows: library and catalogue to page values. Nothing is rendered or written.

page      a page as a value, and the pieces that pages share: sources, receipts, sections
pictures  maps, shares and plots as values
grid      the answer grid: scopes by questions
home code payer entry about search glance review api    one kind of page each, named like its template
all       every page of the site
"""
