"""Search: the command line searches a Whoosh index, the browser an export of it, with equal results.

Read a query:
number_keys     the key of a document's number, however it is written
shorthand       words that staff shorten
typed           what was typed, cleaned: one kind of dash and quote, codes without what is attached to them
analysis        text → terms: what counts as a word, a code, a synonym, a document number
habit_words     words that people type out of habit
query           what was typed → groups of terms
dates           a date of service within a query
denials         denial codes of a remittance advice
limit_text      what the text on a time limit says of groups that its numbers do not name
period_groups   time limits that an entry states for a group that a query names: a state, a network, a line
other_numbers   place of service, revenue code and type of bill: numbers that look like codes
modifiers       modifiers that a query names, and which of them a code's page speaks of
mentions        what each word names: a payer, a licensee, a state, a line of business
document_numbers  numbers of documents as they are typed: with blanks, without zeros
plan_tables     the names of payers, plans, lines of business and states, made once from a library
payer_order     which of two payers pays first
plan_sides      the two sides of a comparison within one payer
plans           the plans that a query asks for
dimensions      the values of dimensions, such as steps of an appeal, and their words
intent_words    the words of questions
left_out        what a query rules out within its question
said_by         sentences that put a question, whatever single words they have
intent          the question and the dimensions that a query asks for
combination     words that ask whether two products are covered together
ask_kinds       what can be asked for beside the questions, and its words
asks            what is asked for that is none of the questions
code_life       whether the codes of a query exist on its day
contact_facets  the facets of sections that print a contact
not_held        codes of a query that have no page
product_codes   the codes of products that a query names by their names
reading_tables  all tables by which a query is read
binding         which words a section must hold, which only rank, and which are not searched for
sections_asked  the section of a code page that a query asks for
reading_result  what a query was read as, as one value
reading_shown   what a reader is shown of a reading
reading_cut     a query cut into groups, its plans named and its slips corrected
reading_asked   what a cut query asks
reading         all of it put together
reading_export  the tables by which a query is read, for the browser
by_word         these tables cut by the words that a query must have for them
notes           what a reader must know before the results

Find and show:
documents       library → one search document per section
caveats         how sure the answer of a section is, in marks and in words
scoring         fields, their weights, and the score of a match
places          where the words of a text stand: each sentence by itself
stretches       what sections share: stretches of them, and kinds
postings        documents → packed postings for the export
index           documents → Whoosh; query → scored sections
lexicon         the terms of the index, in order
spelling        words that differ by one or two edits
expansion       a query → what is searched: misspelled words corrected, prefixes and families of codes spelled out
gather          a library → documents, postings, lexicon and tables for the export
files           a library → the files that browsers search
field_sets      the sets of sections that the order goes by
pieces          the parts of a text that an excerpt must show
excerpt         the words of a hit around the match, and why it matched
code_kinds      kinds of product codes that a rule names as a whole
code_list       a list of codes as a short text
subject         what a query is about, and documents that nothing here is
ranking_base    which sections hold what is required, and their scores
ranking_first   which sections go before all others
ranking_asks    which sections tell of what is asked for
ranking_order   the order of the sections found
ranking_words   which sections go first for the words of a query
ranking         which sections are found, and what of the query is not
diagnosis_lists diagnoses    lists of diagnoses; what those of the plans asked of say of one in a query
first_entry     what the entry of the first result holds beside the section shown
held_elsewhere  numbers of documents that another plan has, or that are only mentioned
sentences       a text cut into sentences
fitting         a reading fitted to what the index holds
beginnings      since when a section holds at the earliest
editions        which edition a result is of, beside the day asked of
rule_behind     what the rule behind an unknown answer leaves open near its first day
spoken_elsewhere  words that other sections of the plan asked of hold
compared        of plans compared, which have no entry on a product
leading         what to know of the first result
exceptions      what a section says of the subject where its value is on the rest
hospitals       names of the hospitals whose price files are quoted
of_hospitals    what code pages have of the hospitals that a query names
headline        the value that a hit shows, if any
result          the hits and what to know first, as values
card            the answers that a query asks for
official        what the official files imported add to a query
remembered      values kept between runs, each by a key of all that it is made from
cached          indexes kept between runs, which commands on several libraries share
find            a query → hits
worklist        lines of a code, a plan and a date → their answers and the next step
lookup          a query → answers and hits, as `search` prints them

For the browser:
packing         numbers and blocks by key as small texts
coding          choices between two in as few bits as they are likely
coded_runs      long lists of numbers by groups, as such choices
columns         facets and dates, a value for each section
export          index → the data that the browser searches, with the same scores
index_files     how its files are written
touched         the files of an index that change with the text of some sections
box_data        library → what the search box knows before the index is loaded

Whoosh is no longer maintained: whoosh-reloaded 2.7.5, the version that is locked, is the newest there is, and its
authors say so in its read-me. We use little of it (it stores terms with their places and gives them back), in
`index` alone, pinned by hash and held by tests of our own. No input from outside reaches its query parser, since
`query` reads what is typed. It would be replaced by keeping what `export` writes for browsers, which has every term,
weight and place, and by searching that as `site_templates/static/` does; a test holds both to equal results already.
"""
