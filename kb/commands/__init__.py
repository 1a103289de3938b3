"""The command line: a module for each group of commands, what they print, errors of a call, and the field guide."""
