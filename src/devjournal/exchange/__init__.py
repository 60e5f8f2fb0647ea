"""Formats of other programs: what leaves the journal for them, and which of it they can hold."""
