"""The command line: turns words into operations and views, and prints what came of them."""
