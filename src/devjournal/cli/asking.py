"""Asking on a terminal for the arguments that are missing.

What was given is read first, so that nothing is asked of a command that would be refused anyway,
and each answer is read as it comes, so that a wrong one is asked again. The records to choose
from are listed: those that the command's rows in the table of moves can move, else the open ones.
Of one alone there is nothing to ask. Only a command that asks imports this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from devjournal.changes.relationships import require_giving, require_running
from devjournal.cli import values
from devjournal.cli.commands import (
    backup,
    imports,
    journal,
    loop,
    records,
    relationships,
    requests,
    setup,
)
from devjournal.cli.editor import file_called
from devjournal.cli.run import Run, of
from devjournal.errors import DevjournalError, NotFound
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Stored
from devjournal.logpage.page import parse_action_line
from devjournal.models.base import by_name, life_of
from devjournal.models.growth import Checkin, Rating
from devjournal.models.lifecycle import OPEN, moved_by
from devjournal.models.registry import ALL_KINDS, KINDS
from devjournal.pages.phrases import all_called
from devjournal.shell import command

if TYPE_CHECKING:
    import typer


_MOST = 12
"""How many records are listed to choose from."""

_WORDS = {
    "completion shell": ("For which shell", tuple(setup.PLACES)),
    "ask answer said": ("What they said", ("yes", "no", "later")),
    "relationship become kind": ("What they are to you now", relationships.GROWN),
}
"""Questions after a word, and the words."""

_READ: Mapping[str, Callable[[Run, str, Mapping[str, Any]], object]] = {
    "level": lambda run, text, _: values.read_value(run, by_name(Rating)["level"], text),
    "next_": lambda run, text, _: run.moment(text),
    "on": lambda run, text, _: run.day(text, look="back"),
    "ask answer on": lambda run, text, _: run.day(text),
    "backup file": lambda _run, text, _: text,
    "restore folder": lambda run, text, _: backup.to_restore(run, text),
    "file": lambda _run, text, _: imports.file_called(text),
    "action text": lambda _run, text, _: parse_action_line(text),
    "config set fields": lambda run, text, _: setup.assigned(run, text),
    "config unset keys": lambda _run, text, _told: setup.setting_called(text),
    "list kind": lambda run, text, _: all_called(run.journal, text),
    "meeting add at": lambda run, text, _: run.moment(text),
    "postpone to": lambda run, text, told: loop.to_postpone(run, told["id_"], text),
    "relationship grew skill": lambda run, text, _: values.skill_or_name(run, text),
    "set fields": lambda run, text, told: records.to_set(
        run, values.record_called(run, told["id_"]), [text]
    ),
}
"""How an argument of a command is read, or of every command; `told` is what is known beside it."""

_FIND: Mapping[str, Callable[[Run, str], Any]] = {
    "ask answer": requests.asked,
    "ask sent": requests.asked,
    "done": lambda run, text: loop.movable(run, text, "finish", "discuss"),
    "drop": lambda run, text: loop.movable(run, text, "drop"),
    "edit": file_called,
    "postpone": loop.postponed,
    "purge": journal.purged_record,
    "reopen": lambda run, text: loop.movable(run, text, "reopen"),
    "skill rate": lambda run, text: values.record_of(run, "skill", values.skill_or_name(run, text)),
    "thank": lambda run, text: values.record_of(run, "relationship", text),
}
"""The record that a text names to a command, where that is not as for its kind."""


def _check_in(run: Run, goal: Stored[Any]) -> None:
    goal.record.check_in(Checkin(on=run.today))


_MAY: Mapping[str, Callable[[Run, Stored[Any]], object]] = {
    "agree": lambda _run, one: require_running(one),
    "ask answer": lambda _run, one: one.record.require_move("start"),
    "cancel": lambda run, one: values.planned_with(run, one.id),
    "goal checkin": _check_in,
    "goal milestone": _check_in,
    "missed": lambda run, one: loop.due_with(run, one.id),
    "relationship become": lambda _run, one: one.record.require_move("renew"),
    "relationship grew": lambda _run, one: require_giving(one),
}
"""What refuses a record to a command that moves none, or moves another."""


def ask_for(ctx: typer.Context, missing: Any) -> str:
    """Return the answer for a parameter that is missing; raises what is wrong with those given."""
    run, told = of(ctx), ctx.params
    asked = _Asked(run, ctx.command_path.partition(" ")[2], told)
    read = [asked.read(name, text) for name in told for text in _texts(told[name])]
    bound = (one.id for one in read if isinstance(one, Stored) and one.kind == "relationship")
    function: Any = ctx.command.callback  # made by `for_typer`
    function.check(run, told, next(bound, None))
    return asked.ask((missing.help or "").rstrip(".").partition(";")[0], missing)


def _texts(value: Any) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()


class _Asked:
    """One command that asks."""

    def __init__(self, run: Run, command_: str, told: Mapping[str, Any]) -> None:
        self.run, self.command, self.told = run, command_, told
        self.is_of_ask = command_ in ("ask sent", "ask answer")
        self.moves, self.kinds = moved_by(command_, OPEN | KINDS.keys())

    def read(self, name: str, text: str) -> object:
        """Read a parameter's text as the command will; raises what is wrong with it."""
        if name in ("id_", "ids", "who") or (name == "name" and self.is_of_ask):
            stored = self.find(text, "relationship" if name == "who" else "")
            if isinstance(stored, Stored):
                self.require(stored)
            return stored
        read = _READ.get(f"{self.command} {name}") or _READ.get(name)
        return read(self.run, text, self.told) if read else None

    def find(self, text: str, kind: str) -> Any:
        """Return the record that a text names, as the command finds it."""
        if own := _FIND.get(self.command):
            return own(self.run, text)
        if kind and self.kinds != ("relationship",):
            return values.relationship_of(self.run, text)
        if not self.kinds:
            return values.record_called(self.run, text)
        return values.record_of(self.run, self.kinds[0], text)

    def require(self, stored: Stored[Any]) -> None:
        """Raise Refused for a record that the command will refuse."""
        if may := _MAY.get(self.command):
            may(self.run, stored)
            return
        life = life_of(type(stored.record)) if stored.kind != "profile" else ""
        moves = [move for move in self.moves if move.kind == life]
        if moves and not any(stored.record.state in move.starts for move in moves):
            stored.record.require_move(moves[0].verb)

    def among(self, kinds: Sequence[str]) -> Iterator[Stored[Any]]:
        """Yield the records to choose from."""
        for kind in kinds:
            is_any = self.command in _MAY or any(move.kind == kind for move in self.moves)
            of_kind = self.run.journal.all(kind) if kind in ALL_KINDS else {}
            there = of_kind.values() or self.run.journal.entries_of(kind)
            for one in there:
                try:
                    self.require(one)
                except DevjournalError:
                    continue
                if one.is_open or is_any:
                    yield one

    def ask(self, question: str, missing: Any) -> str:
        """Ask for a parameter; one candidate is taken unasked, of none NotFound is raised."""
        name, flag = missing.name, missing.human_readable_name
        if in_a_word := _WORDS.get(f"{self.command} {name}"):
            return self.run.choose(*in_a_word, flag=flag)
        is_bound = name == "who" or (name == "name" and self.is_of_ask)
        kinds = ("relationship",) if is_bound else self.kinds if name in ("id_", "ids") else ()
        if kinds:
            found = list(self.among(kinds))
            lists = (f"{kind}s" if kind == "setback" else KINDS[kind].plural for kind in kinds)
            hint = "\n".join(command("list", one, "--all") for one in lists)
            if not found:
                raise NotFound(f"{question}: there is none to choose", hint=hint)
            if len(found) == 1:
                self.run.tell(f"{question}: {found[0].id}")
                return found[0].id
            _list(self.run, found, hint)
        return self.run.ask(question, flag=flag, check=lambda text: self.read(name, text))


def _list(run: Run, found: list[Stored[Any]], hint: str) -> None:
    """List records to choose from, each with the letters to type."""
    short = short_ids(run.journal)
    for one in found[:_MOST]:
        title = "" if one.kind in ("relationship", "meeting") else one.record.headline
        run.tell(f"  {short.get(one.id, one.id)}  {' '.join(title.split())}".rstrip())
    if len(found) > _MOST:
        more = "\n".join(f"    {one}" for one in hint.split("\n"))
        run.tell(f"  and {len(found) - _MOST} more:", more)
