"""Every command: its panel in `--help`, the module it lives in, and what it does in a line.

`--help` reads nothing but this table; a command's module is imported when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping

from devjournal.namedtuples import NamedTuple


class Row(NamedTuple):
    """One command, or a noun with its verbs. `module` is the one under cli/commands with it."""

    name: str
    module: str
    summary: str
    told: str = ""

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs of a noun, in the order of a record's life."""
        return tuple(self.told.split())


PANELS: Mapping[str, tuple[Row, ...]] = {
    "The loop": (
        Row("today", "loop", "Show what needs you now"),
        Row("meet", "relationships", "Start with somebody, or plan the next meeting"),
        Row("topic", "loop", "Bring something to the next meeting"),
        Row("prep", "loop", "Show the agenda of the next meeting"),
        Row("log", "log", "Log what happened in a meeting"),
        Row("action", "loop", "Add what you promised, or they did"),
        Row("done", "loop", "Mark an action item or a topic done"),
        Row("reopen", "loop", "Reopen what was closed"),
        Row("postpone", "loop", "Move an action item or a meeting to another day"),
        Row("drop", "loop", "Drop an action item, a topic or a goal"),
        Row("cancel", "loop", "Cancel the next meeting"),
        Row("missed", "loop", "Record that a meeting did not happen"),
        Row("review", "loop", "Show what you achieved, with its evidence"),
    ),
    "Capture": (
        Row("win", "capture", "Record an achievement, in business words"),
        Row("feedback", "capture", "Record what somebody told you"),
        Row("lesson", "capture", "Record what you learned"),
        Row("vouched", "capture", "Record who put in a word for you"),
        Row("gave", "capture", "Record what you gave somebody"),
        Row("resource", "capture", "Record something to read or watch"),
        Row("reflect", "capture", "Look back at feedback, or at any entry"),
        Row("note", "capture", "Record a note to yourself"),
    ),
    "Growth": (
        Row(
            *("goal", "growth", "Set a goal, and record how it goes"),
            "add checkin milestone achieve pause resume drop",
        ),
        Row("skill", "growth", "Add a skill, rate it, and see what is missing", "add rate gaps"),
        Row("objective", "growth", "Add what the business wants", "add close"),
        Row(
            *("opportunity", "growth", "Add a chance to be seen, and record how it went"),
            "add propose accept decline deliver",
        ),
        Row("assess", "growth", "Record where you stand"),
        Row(
            *("setback", "growth", "Record what went wrong, and the way back"),
            "add debrief rebuild retry close",
        ),
        Row("progress", "growth", "Show what moved over months"),
    ),
    "People": (
        Row("person", "people", "Add somebody", "add"),
        Row(
            *("relationship", "relationships", "Start, renew or close a relationship"),
            "start pause resume renew become close check measure grew",
        ),
        Row("agree", "people", "Record what you and somebody agreed on"),
        Row(
            *("ask", "requests", "Ask somebody for help, and record their answer"),
            "draft sent answer",
        ),
        Row("plan", "people", "Show the action plan of a relationship"),
        Row("scorecard", "people", "Show what each side did, in two columns"),
        Row("network", "people", "Show whom you have, and who is missing"),
        Row("thank", "people", "Draft your thanks after a meeting"),
        Row("remind", "people", "Draft a reminder of what they promised"),
        Row("role", "people", "Start another role, at this employer or the next", "change"),
    ),
    "Records": (
        Row("meeting", "records", "Add a meeting", "add"),
        Row("list", "records", "List the records of a kind"),
        Row("show", "records", "Show one record"),
        Row("edit", "records", "Open a record's file in your editor"),
        Row("set", "records", "Set or clear fields of a record"),
        Row("rename", "records", "Give a record another id, and its links with it"),
        Row("delete", "records", "Delete a record that nothing links to"),
        Row("share", "records", "Share a record with somebody"),
        Row("unshare", "records", "Make a record private"),
        Row("search", "records", "Search everything you wrote"),
    ),
    "Journal": (
        Row("init", "journal", "Create a journal"),
        Row("demo", "journal", "Show devjournal at work on an example journal"),
        Row("check", "journal", "Check every file"),
        Row("undo", "journal", "Undo the last change"),
        Row("redo", "journal", "Redo what was undone"),
        Row("history", "journal", "List what was done"),
        Row("purge", "journal", "Forget a record for good"),
        Row("backup", "backup", "Write the journal into one encrypted file"),
        Row("restore", "backup", "Make a new journal of a backup"),
        Row("schema", "journal", "Print the JSON Schema of a kind's files"),
        Row(
            *("import", "imports", "Bring in what other programs wrote"),
            "csv jrnl json markdown taskwarrior todotxt",
        ),
        Row(
            *("export", "exchange", "Write what other programs read"),
            "calendar jrnl json taskwarrior template todotxt",
        ),
        Row("config", "setup", "Show and change your settings", "show set unset"),
        Row("completion", "setup", "Print what completes commands in your shell"),
        Row("sync", "sync", "Sync the journal with your other machines"),
        Row("mcp", "assistant", "Let an assistant read what you opened to it"),
        Row("where", "journal", "Show where the journal is"),
        Row("help", "journal", "Explain days, ids, visibility or files"),
    ),
}

ROWS: Mapping[str, Row] = {row.name: row for rows in PANELS.values() for row in rows}
"""Every command by its name."""
