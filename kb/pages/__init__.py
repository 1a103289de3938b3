"""What pages there are and what each shows: library and catalogue to page values. Nothing is rendered or written.

page      a page as a value, and the pieces that pages share: sources, receipts, sections
pictures  maps, shares and plots as values
grid      the answer grid: scopes by questions
pairs     two scopes whose answers differ, to begin a comparison with
addresses timeline past    where each version has its page, its picture, what an entry's pages show of time
asof      the answer grid of a code on every date of service
home code payer entry version about search glance review api evidence    one kind of page each, as its template
board     the rows of the review board, for its pages' scripts and its sheet
all       every page of the site
"""
