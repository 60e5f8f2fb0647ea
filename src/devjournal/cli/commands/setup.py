"""What sets the program up for its user: settings of theirs, and completion in their shell."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from devjournal.cli.commands.records import to_set
from devjournal.cli.flags import argument, option
from devjournal.cli.output import present_list
from devjournal.cli.run import Run, write
from devjournal.cli.system import decides_on_color
from devjournal.cli.table import ROWS
from devjournal.cli.values import did_you_mean, one_of, read_value, record_called
from devjournal.errors import DiskError, NotFound, UsageError
from devjournal.journal.stored import Ref
from devjournal.models.base import Field, by_name
from devjournal.models.profile import Settings
from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.shell import command
from devjournal.store.settings import FIELDS, OF_A_JOURNAL, Own, change_settings, read_settings

PLACES = {
    "bash": "~/.local/share/bash-completion/completions/devjournal",
    "zsh": "~/.zfunc/_devjournal",
    "fish": "~/.config/fish/completions/devjournal.fish",
}
_THEN = {
    "bash": "dj gets it with: ln -s devjournal ~/.local/share/bash-completion/completions/dj",
    "zsh": "in ~/.zshrc, before compinit: fpath+=~/.zfunc",
    "fish": "dj gets it with: ln -s devjournal.fish ~/.config/fish/completions/dj.fish",
}


class Shown(NamedTuple):
    """A setting, its value (None: unset) and where that comes from."""

    name: str
    value: Any
    comes_from: str


def config_show(run: Run) -> None:
    """Show every setting: its value, and where it comes from.

    A flag goes before the environment, then come the journal's settings, then yours, then what
    the program does unless told. A journal may come from somebody else, so that the editor, what
    is asked and colour are settings of yours alone.

    Example: devjournal config show
    """
    settings = _settings(run)
    rows = tuple(
        tuple(doc.line(one) for one in (name, _in_words(value), source))
        for name, value, source in settings
    )
    columns = (doc.Column("Setting"), doc.Column("Value", wrap=True), doc.Column("From", wrap=True))
    table = doc.Table(columns, rows)
    payload = {"settings": settings, "file": str(run.own_file) if run.own_file else None}
    present_list(run, "config", payload, lambda: doc.Document(blocks=(table,)))


def _settings(run: Run) -> list[Shown]:
    profile = None
    with contextlib.suppress(NotFound):
        profile = run.journal.profile
    held = profile.record.settings if profile else None
    own = run.own or Own()
    found = []
    every = {**by_name(Settings), **FIELDS}
    for name in (
        one for one, field in every.items() if not field.table and field.holds is not dict
    ):
        told = getattr(held, name, None)
        if given := _given(run, name):
            found.append(Shown(name, *given))
        elif told not in (None, ()):
            found.append(Shown(name, told, "journal.toml"))
        elif name in own.values:
            found.append(Shown(name, own.values[name], f"{run.own_file}:{own.lines.get(name, 1)}"))
        else:
            found.append(Shown(name, _USUAL.get(name), "default"))
    theirs, mine = profile.record.alias if profile else {}, own.values.get("alias", {})
    for name, text in sorted({**mine, **theirs}.items()):
        source = "journal.toml" if name in theirs else str(run.own_file)
        found.append(Shown(f"alias.{name}", text, source))
    return found


_USUAL = {
    "week_starts": "mon",
    "dates": "words",
    "clock": "24h",
    "color": "auto",
    "never_ask": False,
}
"""What the program does unless told."""


def _given(run: Run, name: str) -> tuple[Any, str] | None:
    """Return what a flag or the environment says instead of a setting, and which."""
    if name == "color" and run.flags.color:
        return run.flags.color, "--color"
    if name == "color" and (variable := decides_on_color(run.environ)):
        return ("always" if variable == "FORCE_COLOR" else "never"), variable
    if name == "never_ask" and run.flags.no_input:
        return True, "--no-input"
    if name == "editor":
        told = (one for one in ("VISUAL", "EDITOR") if run.environ.get(one))
        return next(((run.environ[one], one) for one in told), None)
    return None


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) if isinstance(value, tuple) else value) or "-"


def config_set(
    run: Run,
    fields: Annotated[list[str], argument("What to set; KEY= clears it.", "KEY=VALUE...")],
    here: bool = option("--here", "In this journal, instead of in your own file."),
) -> None:
    """Set settings of yours, for every journal; alias.w="win --tag desk" makes a short name.

    They stand in a file of your own, which you can edit: its comments stay.

    Example: devjournal config set week_starts=sun clock=12h
    """
    if here:
        if alias := next((one for one in fields if one.startswith("alias.")), None):
            hint = f"edit the journal's own: {command('edit', 'me')}"
            raise UsageError(f"{alias.partition('=')[0]}: can't be set here", hint=hint)
        wrong = [one for one in fields if one.partition("=")[0] not in by_name(Settings)]
        if wrong and wrong[0].partition("=")[0] in FIELDS:
            hint = f"leave out --here: {command('config', 'set', wrong[0])}"
            raise UsageError(f"{wrong[0].partition('=')[0]} is never a journal's to set", hint=hint)
        changes = to_set(run, record_called(run, "me"), [f"settings.{one}" for one in fields])
        run.commit(changes.operation("set the settings of", Ref("profile", "journal")))
        return
    _change(run, dict(assigned(run, text) for text in fields))


def config_unset(
    run: Run, keys: Annotated[list[str], argument("Which settings.", "KEY...")]
) -> None:
    """Clear settings of yours; what the journal or the program says holds again.

    Example: devjournal config unset week_starts
    """
    for key in keys:
        setting_called(key)
    _change(run, dict.fromkeys(keys))


def _change(run: Run, changes: Mapping[str, Any]) -> None:
    if run.own_file is None:
        raise DiskError("no home folder is known for settings", hint="set HOME or XDG_CONFIG_HOME")
    change_settings(run.own_file, changes)
    run.happened = "saved"
    if run.flags.json:
        run.show_json("configured", {"changed": changes, "file": str(run.own_file)})
        return
    for key, value in changes.items():
        said = f"{key} = {_in_words(value)}" if value not in (None, ()) else f"{key} is unset"
        run.say(doc.Note(doc.line(said, doc.Span(f" · {run.own_file}", "dim")), "done"))
    run.own = read_settings(run.own_file)
    shown = {one.name: one for one in _settings(run)}
    for key in changes:
        one = shown.get(key)
        if one and not one.comes_from.startswith((str(run.own_file), "default")):
            run.tell(f"{key} is {_in_words(one.value)} all the same: {one.comes_from} says so")


def assigned(run: Run, text: str) -> tuple[str, Any]:
    """Return the setting and the value that KEY=VALUE means; raises UsageError for none."""
    key, equals, value = text.partition("=")
    key = key.strip().removeprefix("settings.")
    field = setting_called(key)
    if not equals:
        raise UsageError(f"{text}: is no KEY=VALUE", hint="such as week_starts=sun")
    if not value.strip():
        return key, None
    if field.holds is dict:
        return key, value.strip()
    label = f"{key}:"
    if not field.many:
        return key, read_value(run, field, value, label=label)
    items = (one.strip() for one in value.split(","))
    return key, tuple(read_value(run, field, one, label=label) for one in items if one)


def setting_called(key: str) -> Field:
    """Return the field of a setting of the user's own; raises UsageError for none."""
    table, _, name = key.rpartition(".")
    if table == "alias" and re.fullmatch("[a-z][a-z0-9_-]*", name):
        if name in ROWS:
            raise UsageError(f"{key}: {name} is a command", hint="choose another name")
        return FIELDS["alias"]
    if key in OF_A_JOURNAL:
        raise UsageError(f"{key} is each journal's own", hint="set it there: --here")
    if key not in FIELDS or FIELDS[key].holds is dict:
        hint = f"there are {', '.join(FIELDS)}.NAME"
        raise UsageError(f"there is no setting {key}{did_you_mean(key, [*FIELDS])}", hint=hint)
    return FIELDS[key]


def completion(run: Run, shell: Annotated[str, argument("bash, zsh or fish.")]) -> None:
    """Print what completes commands, flags, ids, days and choices on TAB in a shell.

    It is printed only: where it goes is said on stderr, and you put it there. It reads your
    journal when you press TAB, and writes nothing.

    Example: devjournal completion bash
    """
    one_of("SHELL", shell, [*PLACES])
    if run.flags.json:
        raise UsageError("completion has no --json", hint="it prints a script for a shell")
    script = Path(__file__).parents[1] / "completions" / f"devjournal.{shell}"
    write(run.system.stdout, script.read_text(encoding="utf-8"))
    run.tell(f"put it in {PLACES[shell]}\n{_THEN[shell]}\nthen open a new shell")
