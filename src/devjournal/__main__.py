"""`python -m devjournal`."""

from __future__ import annotations

from devjournal.cli.app import main

main()
