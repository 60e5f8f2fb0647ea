"""Entries: dated things that happened, one file per kind."""
