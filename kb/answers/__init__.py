"""Which entry decides an answer, and why: what applies to a code, what a date of service changes, how sure it is."""
