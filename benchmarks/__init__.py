"""Programs that measure search and history, and what they measure with; not part of the test suite."""
