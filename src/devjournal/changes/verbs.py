"""The command behind each verb that moves a record from state to state.

`set` refuses a state and names these. A test holds the table complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from devjournal.models.base import Stateful

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Record

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "action": {
        "finish": "done",
        "drop": "drop",
        "postpone": "postpone --to",
        "reopen": "reopen",
    },
    "topic": {"discuss": "log, or done", "drop": "drop", "reopen": "reopen"},
    "meeting": {
        "hold": "log",
        "cancel": "cancel",
        "miss": "missed",
        "postpone": "postpone --to",
        "reopen": "reopen",
    },
    "goal": {
        "pause": "goal pause",
        "resume": "goal resume",
        "achieve": "goal achieve",
        "drop": "drop",
        "reopen": "reopen",
    },
    "objective": {
        "meet": "objective close --as met",
        "miss": "objective close --as missed",
        "drop": "drop",
        "reopen": "reopen",
    },
    "opportunity": {
        "propose": "opportunity propose",
        "accept": "opportunity accept",
        "decline": "opportunity decline",
        "deliver": "opportunity deliver --outcome",
        "reopen": "reopen",
    },
    "entry": {
        "debrief": "setback debrief",
        "rebuild": "setback rebuild --approach",
        "retry": "setback retry",
        "close": "setback close",
        "reopen": "reopen",
    },
    "relationship": {
        "ask": "ask sent",
        "put off": "ask answer later --on",
        "decline": "ask answer no",
        "start": "relationship start",
        "pause": "relationship pause",
        "resume": "relationship resume",
        "renew": "relationship renew",
        "close": "relationship close --as",
    },
}
"""Kind to verb to the words of the command."""


def ways_on(stored: Stored[Record]) -> tuple[str, ...]:
    """Return the commands that move a record from the state it is in."""
    record = stored.record
    if not isinstance(record, Stateful):
        return ()
    verbs = [verb for verb, (starts, _) in record.MOVES.items() if record.current in starts]
    known = COMMANDS.get(stored.kind, {})
    return tuple(f"devjournal {known[verb]}" for verb in verbs if verb in known)
