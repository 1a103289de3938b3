"""A question in staff's words to a cited reply, composed from records alone; no language model.

reply      what a reply is: claims that each have a record and its sources, what is not known, and what to do next
refusals   what is refused by name, with the next step
cited      the sources that a section or a row cites
claims     recorded answers, sections and rows as claims
asked      a question with what the search found
heard      which words of a question nothing cited holds
choices    which plan is meant, where none is named
leads      yes or no, where a value says so
changed    what git recorded as changed since a day
questions_on_codes   how staff ask for facts on a code
sayings    what a section says, each with its sources
code_reply  what replies on a code itself are made of
code_particulars   an add-on alone, an indicator, what the record must show, a payer's amounts
code_facts  replies on a code itself, from the rows of its page
last_days  the last day to file or to appeal
contacts   how to reach a plan
policy_names   by which document a plan answers
intents    what changed, what is unknown
compose    a question to its reply
wording    a reply as text with numbered sources
note       a reply as a short note for an account
export     the tables by which the browser composes replies
"""
