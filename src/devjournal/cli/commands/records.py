"""Any record: listed, shown, edited, shared, renamed, deleted, found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from devjournal.cli import values
from devjournal.cli.flags import (
    Also,
    DryRun,
    Fields,
    Given,
    Id,
    Ids,
    Only,
    Put,
    Text,
    Texts,
    Who,
    argument,
    option,
)
from devjournal.cli.output import put_page, show_list, show_page
from devjournal.cli.run import Run
from devjournal.cli.values import reader, record_called, relationship_of, words
from devjournal.errors import NotFound, UsageError
from devjournal.journal.names import all_in_words, in_words
from devjournal.journal.stored import Ref, Stored
from devjournal.models.base import Field, Table, by_name
from devjournal.shell import DAY, LEVEL, command, set_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.operation import Changes
    from devjournal.changes.records import Path
    from devjournal.journal.journal import Journal


def meeting_add(
    run: Run,
    who: Who,
    at: Annotated[str, option("--at WHEN", 'When it begins, as in "22-oct 15:00".')],
    given: Annotated[Given, Fields("meeting", "minutes channel kind")],
) -> None:
    """Add a meeting beside the planned one; `meet` moves or plans the next one.

    Example: devjournal meeting add priya --at "next-fri 15:00" --minutes 30 --kind debrief
    """
    from devjournal.changes.meetings import add_meeting, usual_time

    bound = relationship_of(run, who)
    moment = run.moment(at, time=usual_time(run.journal, bound.id))
    changes = run.changes()
    id_ = add_meeting(changes, bound.id, moment, **given.read(run))
    run.commit(changes.operation("added", Ref("meeting", id_)))


def list_(
    run: Run,
    kind: Annotated[
        str,
        argument(
            "people, relationships, skills, objectives, goals, topics, meetings, actions, "
            "opportunities, entries, or a kind of entry such as wins."
        ),
    ],
    only: Only,
    put: Annotated[Put, Also("csv")],
    everything: bool = option("--all", "Closed ones too."),
    sort: Text = option("--sort FIELD", "In the order of a field; -FIELD is the other way round."),
) -> None:
    """List the records of a kind: the open ones, or with --all every one.

    In a pipe each record is one line, with tabs between its id, day, state, person and title;
    --format csv has every field of each.

    Example: devjournal list actions --who priya --sort -due
    """
    from devjournal.pages.listing import build_listing, compose_listing

    picked: dict[str, Any] = {}
    if only != Only() or sort is not None:
        from devjournal.cli.selection import ordered_by, selected  # few lists need it

        picked = {"keep": selected(run, only, kind), "order": ordered_by(sort, kind)}
    page = build_listing(run.journal, kind, run.today, everything=everything, **picked)
    is_whole = picked.get("keep") is None
    if put != Put():

        def table() -> str:
            from devjournal.exchange.csv import render_csv

            return render_csv(kind, page.rows)

        document = compose_listing(page, run.today, is_whole=is_whole)
        put_page(run, "list", page, document, put, {"csv": table})
        return
    found = [row.record for row in page.rows]
    show_list(run, "list", page, lambda: compose_listing(page, run.today, is_whole=is_whole), found)


def show(run: Run, id_: Id) -> None:
    """Show a whole record: what it holds, what it links to, what links to it, its file.

    ID is me for your profile.

    Example: devjournal show lead-the-readout
    """
    from devjournal.pages.record import build_record, compose_record
    from devjournal.store.files import file_of

    stored = record_called(run, id_)
    path = run.root / file_of(run.root, stored.kind, stored.id)
    page = build_record(run.journal, stored, str(path), run.today)
    show_page(run, "record", page, lambda: compose_record(page))


def edit(run: Run, id_: Id) -> None:
    """Open a record's file in VISUAL or EDITOR; what comes back is checked, then written.

    You edit a private copy. If it can't be written, it is kept and offered again. A file that
    can't be read any more can be repaired this way. ID is profile for your profile.

    Example: devjournal edit lead-the-readout
    """
    from devjournal.cli.editor import edit_file

    edit_file(run, id_)


def set_(
    run: Run,
    id_: Id,
    fields: Annotated[
        list[str],
        argument(
            "What to set; FIELD= clears it; a list has commas; a table's field has a dot, "
            "as in agreement.how=.",
            "FIELD=VALUE...",
        ),
    ],
) -> None:
    """Set or clear fields of a record; its state is changed by the commands for that.

    Days, numbers and ids are written as in flags. A comma inside a
    list's item has a backslash before it. ID is me for your profile.

    Example: devjournal set lead-the-readout due=24-nov commitment=10 why=
    """
    stored = record_called(run, id_)
    named = ", ".join(text.partition("=")[0] for text in fields)
    run.commit(to_set(run, stored, fields).operation(f"set {named} of", stored.ref))


def to_set(run: Run, stored: Stored[Any], fields: Sequence[str]) -> Changes:
    """Return the changes that set fields, not written yet."""
    from devjournal.changes.records import set_fields

    told: dict[Path, Any] = {}
    for text in fields:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text}: is no FIELD=VALUE", hint='such as due=fri, or "note=..."')
        path = tuple(name.strip().split("."))
        if path in told:
            raise UsageError(f"{name} is set twice")
        told[path] = _assigned(run, stored, path, value)
    changes = run.changes()
    set_fields(changes, stored, told)
    return changes


def _assigned(run: Run, stored: Stored[Any], path: Path, value: str) -> Any:
    called = "me" if stored.kind == "profile" else stored.id
    field, name = _field(type(stored.record), path, called), path[-1]
    label = f"{'.'.join(path)}:"
    if name in ("state", "schema") or (name == "kind" and stored.kind == "entry"):
        return value  # which is refused, with what to do instead
    if not value.strip():
        return None
    if name == "unsettled":
        raise UsageError("unsettled is only cleared", hint=set_command(called, name, ""))
    if name == "at" and stored.kind == "meeting":
        return run.moment(value.strip(), time=run.journal.moment(stored.record.at).time())
    if not field.many or name == "visibility":
        bound = getattr(stored.record, "relationship", None)
        bound = stored.id if stored.kind == "relationship" else bound
        return values.read_value(run, field, value, label=label, relationship=bound)
    items = (item.replace("\\,", ",").strip() for item in re.split(r"(?<!\\),", value))
    return tuple(values.read_value(run, field, item, label=label) for item in items if item)


def _field(record_class: type[Table], path: Path, id_: str) -> Field:
    name, *rest = path
    known = by_name(record_class)
    if name not in known:
        message = f"there is no field {name}{values.did_you_mean(name, [*known])}"
        raise UsageError(message, hint=f"there are {', '.join(known)}")
    field = known[name]
    if field.is_table and rest:
        return _field(field.holds, tuple(rest), id_)
    if rest:
        raise UsageError(f"{name} has no fields of its own: {'.'.join(path)}")
    if field.is_table:
        inner = ", ".join(f"{name}.{one}" for one in by_name(field.holds))
        raise UsageError(f"{name} is a table: set its fields", hint=inner)
    if issubclass(field.holds, (Table, dict)) and name != "unsettled":
        words = _INSTEAD.get((field.owner.__name__, name), ("edit", "ID"))
        hint = command(*(id_ if word == "ID" else word for word in words))
        raise UsageError(f"{name} holds tables, which are not set here", hint=hint)
    return field


_INSTEAD = {
    ("Goal", "checkins"): ("goal", "checkin", "ID", "--health", "on_track"),
    ("Skill", "ratings"): ("skill", "rate", "ID", LEVEL),
    ("Action", "moves"): ("postpone", "ID", "--to", DAY),
    ("Meeting", "moves"): ("postpone", "ID", "--to", DAY),
}
"""The command that adds to a field of tables; any other is edited."""


def rename(
    run: Run,
    id_: Id,
    new: Text = argument("Its new id; otherwise made from its title."),
    dry_run: DryRun = False,
) -> None:
    """Give a record another id: its file is renamed, and every link to it follows.

    Comments and order in the file stay. A lettered id keeps its letters, and a relationship's
    meetings take its new id.

    Example: devjournal rename lead-the-readout readout-of-the-year
    """
    from devjournal.changes import links

    stored = record_called(run, id_)
    changes = run.changes()
    ref = links.rename(changes, stored, new)
    run.commit(changes.operation(f"renamed {stored.id} to", ref), dry_run=dry_run)


def delete(
    run: Run, ids: Ids, with_links: bool = option("--with-links", "Remove the links to it, too.")
) -> None:
    """Delete a record that nothing links to; undo brings it back.

    A record that others link to is refused, and they are listed. What is over is better closed
    than deleted: it stays as evidence. purge forgets a record for good.

    Example: devjournal delete lead-the-readout --with-links
    """
    from devjournal.changes import links

    found = [*dict.fromkeys(record_called(run, one) for one in ids)]
    changes = run.changes()
    links.delete(changes, *found, with_links=with_links)
    run.commit(changes.operation(f"deleted {all_in_words(found)}"))


def share(
    run: Run,
    ids: Ids,
    with_: Texts = option(
        "--with READER",
        "manager, exec, assistant or a relationship's id, else its own relationship (repeatable).",
    ),
) -> None:
    """Share a record with somebody; your notes in it stay yours, as show says.

    Sharing a meeting shares its notes. Whoever sees it by default still does, but for those who
    declined or whose relationship is closed. You are told what is seen now, and on which page.

    Example: devjournal share lead-the-readout --with manager
    """
    from devjournal.changes import sharing

    found = [*dict.fromkeys(record_called(run, one) for one in ids)]
    linked = {one: sharing.linked_relationship(one) for one in found}
    asked = [] if with_ or all(linked.values()) else [_ask_reader(run)]
    changes, named, pairs = run.changes(), dict[str, None](), []
    for stored, bound in linked.items():
        to = [reader(run, one) for one in with_ or ([bound] if bound else asked)]
        named |= dict.fromkeys(to)
        pairs += [(stored, one) for one in to]
        if not sharing.share(changes, stored, to):
            run.tell(f"{in_words(stored)}: seen already by {', '.join(to)}")
    run.commit(changes.operation(f"shared with {', '.join(named)}:", *(one.ref for one in found)))
    _tell_seen(run, changes.journal, pairs, is_seen=True)


_MOST_SEEN = 3


def _tell_seen(
    run: Run, journal: Journal, pairs: Sequence[tuple[Stored[Any], str]], *, is_seen: bool
) -> None:
    """Tell what readers see of records, or saw, and on which pages: of many of the first ones."""
    from devjournal.pages.withheld import build_seen

    if run.flags.json:
        return
    period = values.period_told(run, None, None, None)
    of = {one.ref: f"{in_words(one)}: " for one, _ in pairs}
    of = of if len(of) > 1 else dict.fromkeys(of, "")
    for stored, to in pairs[:_MOST_SEEN]:
        if (seen := build_seen(journal, stored.ref, to, run.today, period)) is None:
            continue
        pages = "\n".join(f"  {page}" for page in seen.pages)
        told = f"{to} no longer sees it; it was on {'' if pages else 'no page'}"
        if is_seen:
            told = f"{to} now sees the {', '.join(seen.fields)}"
            told += "" if pages else "; no page of theirs has it yet"
        run.tell(f"{of[stored.ref]}{told.rstrip()}{':' if pages else ''}", pages)
    others: dict[Ref, list[str]] = {}
    for stored, to in pairs[_MOST_SEEN:]:
        if journal.for_reader(to, run.today).get(stored.ref):
            others.setdefault(stored.ref, []).append(to)
    for ref, readers in others.items():
        how = "now seen" if is_seen else "no longer seen"
        run.tell(f"{of[ref]}also {how} by {', '.join(readers)}")


def _ask_reader(run: Run) -> str:
    theirs = (one.id for one in run.journal.relationships if one.is_open)
    question = f"Who may see it ({', '.join(('manager', 'exec', *theirs))})"
    return run.ask(question, flag="--with", check=lambda text: reader(run, text))


def unshare(run: Run, ids: Ids) -> None:
    """Make a record private: nobody else sees it, whatever its kind.

    You are told on which pages it was.

    Example: devjournal unshare lead-the-readout
    """
    from devjournal.changes import sharing
    from devjournal.journal.visibility import readers_of

    found, before = [record_called(run, one) for one in ids], run.journal
    pairs = [(one, to) for one in found for to in readers_of(before, one, run.today)]
    run.make_each("made private", sharing.unshare, found)
    _tell_seen(run, before, pairs, is_seen=False)


def search(
    run: Run,
    text: Annotated[list[str], argument("The words to look for.", "TEXT")],
    only: Only,
    kind: Text = option("--kind KIND", "Only records of a kind: actions, meetings, wins."),
    everything: bool = option("--all", "Show every match."),
    limit: Annotated[int, option("--limit N", "How many to show.")] = 20,
) -> None:
    """Search everything you wrote: every word must occur, in any case and with any accents.

    Titles come first, then text, then notes; open and recent before old. Your private notes are
    searched too: the result is for you alone.

    Example: devjournal search cost per contact --kind wins
    """
    from devjournal.cli.selection import selected
    from devjournal.pages.search import build_search, compose_search

    values.in_range("--limit", limit, 1, 10_000)
    wanted = words("TEXT", " ".join(text))
    most, keep = None if everything else limit, selected(run, only, kind)
    page = build_search(run.journal, wanted, kind=kind, limit=most, keep=keep)
    if not page.hits:
        run.require_readable()
        hint = "every word must occur: look for fewer words, or for a part of one"
        raise NotFound(f"nothing contains {wanted!r}", hint=hint)
    found = [hit.record for hit in page.hits]
    show_list(run, "search", page, lambda: compose_search(page, run.today), found)
