"""Every command: its panel in `--help`, the module it lives in, and what it does in a line.

`--help` reads nothing but this table; a command's module is imported when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One command, or a noun with its verbs. `module` is the one under cli/commands with it."""

    name: str
    module: str
    summary: str
    verbs: tuple[str, ...] = ()


PANELS: Mapping[str, tuple[Row, ...]] = {
    "The loop": (
        Row("today", "loop", "Show what needs you now"),
        Row("meet", "loop", "Begin with somebody, or plan the next meeting"),
        Row("topic", "loop", "Bring something to the next meeting"),
        Row("prep", "loop", "Show the agenda of the next meeting"),
        Row("log", "log", "Log what happened in a meeting"),
        Row("action", "loop", "Add what you promised, or they did"),
        Row("done", "loop", "Mark an action or a topic done"),
        Row("reopen", "loop", "Take up again what was closed"),
        Row("postpone", "loop", "Move an action or a meeting to another day"),
        Row("drop", "loop", "Give up an action, a topic or a goal"),
        Row("cancel", "loop", "Call off the next meeting"),
        Row("missed", "loop", "Record that a meeting did not happen"),
        Row("review", "loop", "Show what you achieved, with its evidence"),
    ),
    "Capture": (
        Row("win", "capture", "Keep what you achieved, in business words"),
        Row("feedback", "capture", "Keep what somebody told you"),
        Row("lesson", "capture", "Keep what you learnt"),
        Row("vouched", "capture", "Keep who put in a word for you"),
        Row("gave", "capture", "Keep what you gave to somebody"),
        Row("resource", "capture", "Keep something to read or watch"),
        Row("note", "capture", "Keep a note to yourself"),
    ),
    "Growth": (
        Row(
            "goal",
            "goals",
            "Set a goal, and say how it goes",
            verbs=("add", "checkin", "milestone", "achieve", "pause", "resume", "drop"),
        ),
        Row(
            "skill",
            "growth",
            "Name a skill, rate it, and see what is missing",
            verbs=("add", "rate", "gaps"),
        ),
        Row("objective", "growth", "Name what the business wants", verbs=("add", "close")),
        Row(
            "opportunity",
            "opportunities",
            "Name a stage to stand on, and how it went",
            verbs=("add", "propose", "accept", "decline", "deliver"),
        ),
        Row("assess", "growth", "Keep a dated look at where you stand"),
        Row(
            "setback",
            "opportunities",
            "Keep what went wrong, and the way back",
            verbs=("add", "debrief", "rebuild", "retry", "close"),
        ),
        Row("progress", "growth", "Show what moved over months"),
    ),
    "People": (
        Row("person", "people", "Add somebody", verbs=("add",)),
        Row(
            "relationship",
            "relationships",
            "Start, renew or close a relationship",
            verbs=("start", "pause", "resume", "renew", "become", "close", "check", "grew"),
        ),
        Row("agree", "people", "Keep what you and somebody agreed on"),
        Row(
            "ask",
            "asks",
            "Ask somebody for help, and keep their answer",
            verbs=("draft", "sent", "answer"),
        ),
        Row("plan", "people", "Show the action plan of a relationship"),
        Row("thank", "people", "Draft your thanks after a meeting"),
        Row(
            "role", "people", "Begin another role, at this employer or the next", verbs=("change",)
        ),
    ),
    "Records": (
        Row("meeting", "records", "Add a meeting", verbs=("add",)),
        Row("list", "records", "List the records of a kind"),
        Row("show", "records", "Show one record"),
        Row("edit", "records", "Open a record's file in your editor"),
        Row("set", "records", "Set or clear fields of a record"),
        Row("rename", "records", "Give a record another id, and its links with it"),
        Row("delete", "records", "Delete a record that nothing links to"),
        Row("share", "records", "Let somebody see a record"),
        Row("unshare", "records", "Make a record private"),
        Row("search", "records", "Find what you wrote, wherever"),
    ),
    "Journal": (
        Row("init", "journal", "Make a new journal"),
        Row("demo", "journal", "Show the main job on an example journal"),
        Row("check", "journal", "Check every file, and say all that is wrong"),
        Row("undo", "journal", "Take back what was done last"),
        Row("redo", "journal", "Do again what was undone"),
        Row("history", "journal", "List what was done"),
        Row("purge", "journal", "Forget a record for good"),
        Row("schema", "journal", "Print the JSON Schema of a kind's files"),
        Row("where", "journal", "Say where the journal is"),
        Row("help", "help", "Explain days, ids, visibility or files"),
    ),
}

ROWS: Mapping[str, Row] = {row.name: row for rows in PANELS.values() for row in rows}
"""Every command by its name."""
