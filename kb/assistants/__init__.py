"""The library for assistants that speak the Model Context Protocol: typed replies that never say more than a record.

replies  what a tool gives: known, in conflict, unknown, or refused, each a type of its own
tools    a library that is ready for questions, its plans, and what is refused
asking   tools that answer
texts    tools that read
server   the tools over stdio or HTTP; the one module that imports the protocol
"""
