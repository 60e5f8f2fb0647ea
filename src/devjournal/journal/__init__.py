"""The journal: every record, who may see it, and how a person names it."""
