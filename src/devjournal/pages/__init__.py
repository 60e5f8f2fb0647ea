"""Pages: one file each, with the facts of a page and the document that they make."""
