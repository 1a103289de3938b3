"""Measuring, outside the test suite: content made in the project's own format, as much of it as is asked for."""
