"""The pages of the site as values, made from library, catalogue and history. Nothing is rendered or written here.

page               a page as a value, and the pieces that pages share: sources, receipts, sections
grid               the answer grid: plans by questions
listed             prices in imported files, as a table with strips
pictures           maps, shares and plots
answer_card        the answers of a code as data for the search page
answer_pieces      how the answers of plans are cut into files
answers_as_of dated_scripts    the answer grid of a code on every date of service; such answers as scripts of data
evidence_parts     where the evidence of an entry stands: on a page, or as data of its plan
citation freshness         what an entry page says to be cited, and until when its answers are fresh
any_code           the page of any code, and what official files add to a code's page
facts_data         the facts of every code from official files, as scripts for pages and as JSON
facts_shards       these facts as small texts of JSON
parts              the parts of a long page, each a page of its own, and the menu of them
packing            rows of texts as lists of numbers, for the scripts of data
upcoming_changes   what begins or ends after the day a site is made for
compare_pairs      two scopes whose coverage differs, to begin a comparison with
version_addresses version_history timeline     the address, the list and the picture of the versions of an entry
plan_timeline      the answers for a code over time, as a picture
criteria           the criteria that plans print, as a table
limits             time limits and contacts, as tables
payer_changes      the answers that payers changed, apart from library edits
change_view news   a change as a page shows it, and the newest changes on the home page
review_rows        the rows of the review worklist, for the scripts of its pages and its sheet
acts               what to do first: calls, readings and searches, by payer
sources            the documents that are recorded once, with their editions and who cites them
ask_scripts ask_plans ask_limits ask_cited ask_facts ask_texts    what the Ask page composes replies of
ask_days ask_changes ask_unknowns    of other days, of what changed, and of what is not known
unpaged            codes without a page, by what may reach them
claim_days claim_plans claim_versions claim_scripts    what the page of the claim sheet makes sheets of
code_parts glossary my_plans worklist claim ask    parts of a code page; glossary; my plans; my worklist; claims; Ask
staff              teams and postings
look_up            the page on which codes are looked up, and its rows
read_text          the page that reads a pasted text for what the record must show, and its records
home code payer entry version about glance review api evidence changes drift compare    the other pages, by template
entry_pages every_page         the pages of entries; every page of the site
"""
