"""The log page, both ways: an agenda as Markdown to fill in, and what then happened."""
