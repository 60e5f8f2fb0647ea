"""The log page, both ways: an agenda as Markdown to fill in, and what then happened.

`page` has the one table of sections that both ways follow: `write` makes the page and `parse`
reads it. The page knows no journal: it takes and gives plain facts (`meeting_log`), and the
caller resolves names, days and what was left unsaid.
"""
