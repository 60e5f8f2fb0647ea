"""What a writing command does: pure functions from a journal and facts to changes."""
