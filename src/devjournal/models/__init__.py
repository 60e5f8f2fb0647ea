"""The records: one file per kind, with its fields, its states and the verbs that move it."""
