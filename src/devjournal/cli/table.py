"""Every command: its panel in `--help`, the module it lives in, and what it does in a line.

`--help` reads nothing but this table; a command's module is imported when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One command. `module` is under cli/commands; a noun's module holds several commands."""

    name: str
    module: str
    summary: str
    is_noun: bool = False


PANELS: Mapping[str, tuple[Row, ...]] = {
    "The loop": (
        Row("today", "today", "Show what needs you now"),
        Row("meet", "meet", "Begin with somebody, or plan the next meeting"),
        Row("topic", "topic", "Bring something to the next meeting"),
        Row("prep", "prep", "Show the agenda of the next meeting"),
        Row("log", "log", "Log what happened in a meeting"),
        Row("action", "action", "Add what you promised, or they did"),
        Row("done", "done", "Mark an action or a topic done"),
        Row("reopen", "reopen", "Take up again what was closed"),
        Row("postpone", "postpone", "Move an action or a meeting to another day"),
        Row("drop", "drop", "Give up an action, a topic or a goal"),
        Row("cancel", "cancel", "Call off the next meeting"),
        Row("missed", "missed", "Record that a meeting did not happen"),
        Row("review", "review", "Show what you achieved, with its evidence"),
    ),
    "Capture": (
        Row("win", "win", "Keep what you achieved, in business words"),
        Row("feedback", "feedback", "Keep what somebody told you"),
        Row("lesson", "lesson", "Keep what you learnt"),
        Row("vouched", "vouched", "Keep who put in a word for you"),
        Row("gave", "gave", "Keep what you gave to somebody"),
        Row("resource", "resource", "Keep something to read or watch"),
        Row("note", "note", "Keep a note to yourself"),
    ),
    "Growth": (
        Row("goal", "goal", "Set a goal, and say how it goes", is_noun=True),
        Row("skill", "skill", "Name a skill, rate it, and see what is missing", is_noun=True),
        Row("objective", "objective", "Name what the business wants", is_noun=True),
        Row(
            "opportunity", "opportunity", "Name a stage to stand on, and how it went", is_noun=True
        ),
        Row("assess", "assess", "Keep a dated look at where you stand"),
        Row("setback", "setback", "Keep what went wrong, and the way back", is_noun=True),
        Row("progress", "progress", "Show what moved over months"),
    ),
    "People": (
        Row("person", "person", "Add somebody", is_noun=True),
        Row("relationship", "relationship", "Start, renew or close a relationship", is_noun=True),
        Row("agree", "agree", "Keep what you and somebody agreed on"),
        Row("ask", "ask", "Ask somebody for help, and keep their answer", is_noun=True),
        Row("plan", "plan", "Show the action plan of a relationship"),
        Row("thank", "thank", "Draft your thanks after a meeting"),
        Row("role", "role", "Begin another role, at this employer or the next", is_noun=True),
    ),
    "Records": (
        Row("meeting", "meeting", "Add a meeting", is_noun=True),
        Row("list", "list", "List the records of a kind"),
        Row("show", "show", "Show one record"),
        Row("edit", "edit", "Open a record's file in your editor"),
        Row("set", "set", "Set or clear fields of a record"),
        Row("rename", "rename", "Give a record another id, and its links with it"),
        Row("delete", "delete", "Delete a record that nothing links to"),
        Row("share", "share", "Let somebody see a record"),
        Row("unshare", "unshare", "Make a record private"),
        Row("search", "search", "Find what you wrote, wherever"),
    ),
    "Journal": (
        Row("init", "init", "Make a new journal"),
        Row("demo", "demo", "Show the main job on an example journal"),
        Row("check", "check", "Check every file, and say all that is wrong"),
        Row("undo", "undo", "Take back what was done last"),
        Row("redo", "redo", "Do again what was undone"),
        Row("history", "history", "List what was done"),
        Row("purge", "purge", "Forget a record for good"),
        Row("schema", "schema", "Print the JSON Schema of a kind's files"),
        Row("where", "where", "Say where the journal is"),
        Row("help", "help", "Explain days, ids, visibility or files"),
    ),
}

ROWS: Mapping[str, Row] = {row.name: row for rows in PANELS.values() for row in rows}
"""Every command by its name."""
