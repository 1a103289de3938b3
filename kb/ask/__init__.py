"""A question in staff's words to a cited reply, composed from records alone; no language model.

reply      what a reply is: claims that each have a record and its sources, what is not known, and what to do next
refusals   what is refused by name, with the next step
claims     recorded answers, sections and rows as claims
changed    what git recorded as changed since a day
intents    what changed, what is unknown, how to reach a plan
compose    a question to its reply
wording    a reply as text with numbered sources
"""
