"""The log page, both ways: an agenda as Markdown to fill in, and what then happened.

`write` makes the page and `parse` reads it; `sections` is the one table both follow. The
page knows no records: it takes and gives plain facts (`happened`), and the caller resolves
names, days and what was left unsaid.
"""
