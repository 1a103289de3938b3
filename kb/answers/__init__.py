"""Which entry decides an answer, and why: what applies to a code, what a day changes, what must be told."""
