"""The views: frozen facts computed from a journal, never stored, knowing nothing of looks."""
