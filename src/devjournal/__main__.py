"""`python -m devjournal`."""

from devjournal.cli.app import main

main()
