"""The data model: every kind of record, its fields, its moves, and how it is checked."""
