"""`ask`: a request to somebody, from its draft to their answer. (P084-P093)"""

from __future__ import annotations

from devjournal.cli.commands.ask_answer import answer
from devjournal.cli.commands.ask_draft import draft
from devjournal.cli.commands.ask_sent import sent

COMMANDS = {"draft": draft, "sent": sent, "answer": answer}
