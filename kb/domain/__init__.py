"""What the library speaks of: payers, plans, codes, answers, allowed values, problems. Imports nothing of ours."""
