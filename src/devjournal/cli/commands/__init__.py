"""The commands, one file each or one file a noun; `cli/table.py` says which is where."""
