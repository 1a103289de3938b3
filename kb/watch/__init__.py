"""Asks the addresses of cited sources whether they still say the same; nothing of it happens in a build.

page_text  what a page says, without its markup, and the hash of it
robots     what a host's robots.txt allows
asking     one address asked: what came of it
memory     what was seen at the last visit, kept between runs
"""
