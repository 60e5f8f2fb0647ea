"""The rules of good mentoring, as pure functions of a journal."""
