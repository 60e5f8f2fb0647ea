"""What a command that writes does: from a journal and facts to the changes of one operation."""
