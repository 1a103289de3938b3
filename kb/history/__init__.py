"""The recorded clock: what git knows of each file, and which version of it was in force on a day."""
