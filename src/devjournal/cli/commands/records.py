"""Any record: listed, shown, edited, shared, renamed, deleted, found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devjournal.cli.run import of
from devjournal.cli.values import (
    in_range,
    read_value,
    reader,
    record_called,
    relationship_of,
    words,
)
from devjournal.errors import NotFound, UsageError
from devjournal.models.base import Field, by_name

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.records import Path
    from devjournal.cli.run import Run
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Table


def meeting_add(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="With whom.", show_default=False)],
    at: Annotated[
        str,
        typer.Option(metavar="WHEN", help='When it is: "22-oct 15:00".', show_default=False),
    ],
    minutes: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="How long (as long as usual).")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="video, phone, in person (as usual).")] = None,
    kind: Annotated[str | None, typer.Option(help="session, one_to_one or debrief.")] = None,
) -> None:
    """Add a meeting beside the one that is planned; `meet` moves or plans the next one.

    Example: devjournal meeting add priya --at "22-oct 15:00" --minutes 30 --kind debrief
    """
    from devjournal.changes.meetings import add_meeting, usual_time
    from devjournal.cli.values import fields_from
    from devjournal.journal.stored import Ref
    from devjournal.models.meetings import Meeting

    run = of(ctx)
    bound = relationship_of(run, who)
    told = {"minutes": minutes, "channel": channel, "kind": kind}
    moment = run.moment(at, time=usual_time(run.journal, bound.id))
    draft = run.draft()
    id_ = add_meeting(draft, bound.id, moment, **fields_from(run, Meeting, told))
    run.commit(draft.operation("added", Ref("meeting", id_)))


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="people, relationships, skills, objectives, goals, topics, meetings, actions, "
            "opportunities, entries, or a kind of entry such as wins.",
            show_default=False,
        ),
    ],
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
) -> None:
    """List the records of a kind: the open ones, or with --all every one.

    Example: devjournal list actions --all
    """
    from devjournal.pages.listing import build_listing, compose_listing

    run = of(ctx)
    listing = build_listing(run.journal, kind, everything=everything)
    if run.flags.json:
        run.show_json("list", listing)
    else:
        run.show(compose_listing(listing, run.today))
    run.require_readable(run.journal.kinds_read)


def show(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which one; me is the profile.", show_default=False),
    ],
) -> None:
    """Show all of a record: what it holds, what it links to and what links to it, its file.

    Example: devjournal show lead-the-readout
    """
    from devjournal.pages.record import build_record, compose_record
    from devjournal.store.files import path_of

    run = of(ctx)
    stored = record_called(run, id_)
    path = run.root / path_of(stored.kind, stored.id)
    page = build_record(run.journal, stored, str(path), run.today)
    if run.flags.json:
        run.show_json("record", page)
    else:
        run.show(compose_record(page))
    run.require_readable(run.journal.kinds_read)


def edit(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which record; profile is yours.", show_default=False),
    ],
) -> None:
    """Open the file of a record in VISUAL or EDITOR; what comes back is checked, then written.

    You edit a private copy. It is kept, and offered again, whatever keeps it from being
    written; a file that can't be read any more can be mended in this way.

    Example: devjournal edit lead-the-readout
    """
    from devjournal.cli.edit_file import edit_file, file_called

    run = of(ctx)
    edit_file(run, file_called(run, id_))


def set_(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which record; me is the profile.", show_default=False),
    ],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="What to set; FIELD= clears; a list has commas; agreement.how= is in a table.",
            show_default=False,
        ),
    ],
) -> None:
    """Set or clear fields of a record; its state is moved by the commands for that.

    Days, numbers and ids are written as in flags; a comma in a list's item has a backslash
    before it.

    Example: devjournal set lead-the-readout due=24-nov commitment=10 why=
    """
    from devjournal.changes.records import set_fields
    # merged

    run = of(ctx)
    stored = record_called(run, id_)
    draft = run.draft()
    set_fields(draft, stored, parse_assignments(run, stored, fields))
    named = ", ".join(one.partition("=")[0] for one in fields)
    run.commit(draft.operation(f"set {named} of", stored.ref))


_COMMA = re.compile(r"(?<!\\),")


def parse_assignments(run: Run, stored: Stored[Any], texts: Sequence[str]) -> dict[Path, Any]:
    """Return the values that some `FIELD=VALUE` set in a record; None clears the field.

    Raises UsageError for what has no `=`, names no field or is no value of it, and for a
    field that stands twice.
    """
    found: dict[Path, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text}: is no FIELD=VALUE", hint='such as due=fri, or "note=..."')
        path = tuple(name.strip().split("."))
        if path in found:
            raise UsageError(f"{name} is set twice")
        found[path] = _read(run, stored, path, value)
    return found


def _read(run: Run, stored: Stored[Any], path: Path, value: str) -> Any:
    holder, field = _field(type(stored.record), path)
    name = path[-1]
    label = f"{'.'.join(path)}:"
    if name in ("state", "schema") or (name == "kind" and stored.kind == "entry"):
        return value
    if not value.strip():
        return None
    if name == "at" and stored.kind == "meeting":
        return _moment_in(run, stored, value)
    if not field.many or name == "visibility":
        bound = getattr(stored.record, "relationship", None)
        bound = stored.id if stored.kind == "relationship" else bound
        return read_value(run, holder, name, value, label=label, relationship=bound)
    items = (item.replace("\\,", ",").strip() for item in _COMMA.split(value))
    return tuple(read_value(run, holder, name, item, label=label) for item in items if item)


def _field(record_class: type[Table], path: Path) -> tuple[type[Table], Field]:
    """Return the class that holds the last name of a path, and that field's type."""
    name, *rest = path
    known = by_name(record_class)
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"there is no field {name}{meant}", hint=f"there are {', '.join(known)}")
    field = known[name]
    if field.is_table and rest:
        return _field(field.holds, tuple(rest))
    if rest:
        raise UsageError(f"{name} has no fields of its own: {'.'.join(path)}")
    return record_class, _settable(record_class, name, field)


def _settable(record_class: type[Table], name: str, field: Field) -> Field:
    from devjournal.models.base import Table

    if field.is_table:
        inner = ", ".join(f"{name}.{one}" for one in by_name(field.holds))
        raise UsageError(f"{name} is a table: set its fields", hint=inner)
    if issubclass(field.holds, (Table, dict)):
        raise UsageError(
            f"{name} holds tables, which are not set here",
            hint=_INSTEAD.get(
                (record_class.__name__, name), "edit the file: devjournal show names it"
            ),
        )
    return field


def _moment_in(run: Run, stored: Stored[Any], value: str) -> dt.datetime:
    return run.moment(value.strip(), time=run.journal.moment(stored.record.at).time())


_INSTEAD = {
    ("Goal", "checkins"): "devjournal goal checkin ID --value 9",
    ("Skill", "ratings"): "devjournal skill rate ID 3",
    ("Action", "moves"): "devjournal postpone ID --to fri",
    ("Meeting", "moves"): 'devjournal postpone ID --to "22-oct 15:00"',
}
"""The command that adds to a field of tables."""


def rename(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="Its new id; unless told, what its title gives."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, and write nothing.")] = False,
) -> None:
    """Give a record another id: its file is renamed, and every link to it follows.

    Comments and order in the file stay. A lettered record keeps its letters, and a
    relationship's meetings take its new id in front.

    Example: devjournal rename lead-the-readout readout-of-the-year
    """
    from devjournal.changes.links import rename

    run = of(ctx)
    stored = record_called(run, id_)
    draft = run.draft()
    ref = rename(draft, stored, new)
    run.commit(draft.operation(f"renamed {stored.id} to", ref), dry_run=dry_run)


def delete(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which one.", show_default=False)],
    with_links: Annotated[
        bool, typer.Option("--with-links", help="Take out the links to it, too.")
    ] = False,
) -> None:
    """Delete a record that nothing links to; undo brings it back.

    What others link to is refused, and they are listed. What is over is better closed than
    deleted: it stays as evidence. purge forgets a record for good.

    Example: devjournal delete lead-the-readout --with-links
    """
    from devjournal.changes.links import delete
    from devjournal.journal.names import in_words

    run = of(ctx)
    stored = record_called(run, id_)
    draft = run.draft()
    delete(draft, stored, with_links=with_links)
    run.commit(draft.operation(f"deleted {in_words(stored)}"))


def share(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which record.", show_default=False)],
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="READER",
            help="manager, exec, or a relationship's id (the one it belongs to); several.",
        ),
    ] = None,
) -> None:
    """Let somebody see a record; your notes in it stay yours, as show says.

    Of a meeting it is the notes that are shared. Whoever sees it already still does.

    Example: devjournal share lead-the-readout --with manager
    """
    from devjournal.changes.records import linked_relationship, share

    run = of(ctx)
    stored = record_called(run, id_)
    readers = with_ or [
        linked_relationship(stored)
        or run.ask("Who may see it: manager, exec, or a relationship's id", flag="--with")
    ]
    draft = run.draft()
    named = [reader(run, one) for one in readers]
    share(draft, stored, named)
    operation = draft.operation(f"shared with {', '.join(named)}:", stored.ref)
    if not operation.changes:
        run.tell(f"seen already by {', '.join(named)}")
    run.commit(operation)


def unshare(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Which record.", show_default=False)],
) -> None:
    """Make a record private: nobody else sees it, whatever its kind.

    Example: devjournal unshare lead-the-readout
    """
    from devjournal.changes.records import unshare

    run = of(ctx)
    stored = record_called(run, id_)
    draft = run.draft()
    unshare(draft, stored)
    run.commit(draft.operation("made private", stored.ref))


def search(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="The words to look for.", show_default=False),
    ],
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only records of a kind: actions, meetings, wins."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every one that is found.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many are shown.")] = 20,
) -> None:
    """Find what you wrote, wherever: every word has to be in it, whatever its case and accents.

    Titles come first, then text, then notes; what is open and recent before what is old. Your
    private notes are found too: this is for you alone.

    Example: devjournal search cost per contact --kind wins
    """
    from devjournal.pages.search import build_search

    run = of(ctx)
    in_range("--limit", limit, 1, 10_000)
    wanted = words("TEXT", " ".join(text))
    search = build_search(run.journal, wanted, kind=kind, limit=None if everything else limit)
    if search.hits and run.flags.json:
        run.show_json("search", search)
    elif search.hits:
        from devjournal.pages.search import compose_search

        run.show(compose_search(search, run.today))
    run.require_readable(run.journal.kinds_read)
    if not search.hits:
        raise NotFound(
            f"nothing says {wanted!r}",
            hint="every word has to be in it: look for fewer, or for a part of one",
        )
