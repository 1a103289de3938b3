"""Payer policy knowledge base: Markdown entries to a checked, searchable site."""

__version__ = "0.1.0"
