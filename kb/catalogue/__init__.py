"""The library as tables with every answer resolved, and what those tables say there is to review."""
