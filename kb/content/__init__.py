"""A folder of texts to typed content: front matter, Markdown, citations, tables of a code page, golden questions."""
