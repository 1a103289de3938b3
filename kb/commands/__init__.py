"""The command line: a module for each group of commands, what they print, faults of a call, and the field guide."""
