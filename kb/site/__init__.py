"""Pages to a folder of files: templates rendered, static files beside them, written whole; and a preview of it."""
