"""What a change of role came to, told so that nothing happens silently: each with its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from devjournal.render.document import Document, Line, Note, Span, line

if TYPE_CHECKING:
    from devjournal.changes.roles import Turn


def compose_turn(turn: Turn) -> Document:
    """Return a remark for each thing that another employer closed, kept, cleared or unshared."""
    return Document(blocks=tuple(Note(told) for told in _told(turn)) if turn.employer else ())


def _told(turn: Turn) -> Iterator[Line]:
    yield from _counted("closed", turn.closed, "relationship")
    yield from _counted(
        "kept", turn.kept, "relationship", "devjournal relationship close ID --as ended"
    )
    yield from _counted("still planned:", turn.planned, "meeting", "devjournal cancel WHO")
    yield from _counted("dropped", turn.dropped, "objective")
    yield from _counted(
        "kept", turn.kept_objectives, "objective", "devjournal objective close ID --as dropped"
    )
    yield from _counted("no longer supervising you:", turn.supervisors, "person")
    if turn.manager:
        yield line(
            "your manager was ",
            Span(turn.manager, "id"),
            "; name the new one: ",
            Span("devjournal set me manager=NAME", "command"),
        )
    yield from _counted("unshared from manager and exec:", turn.unshared, "record")
    yield from _counted(
        "shown to a manager by their kind:",
        turn.reaching,
        "goal or opportunity",
        "devjournal unshare ID",
    )
    yield line(f"wins and their evidence stay: {turn.wins}")


_PLURALS = {"person": "people", "goal or opportunity": "goals and opportunities"}


def _counted(what: str, ids: Sequence[str], noun: str, command: str = "") -> Iterator[Line]:
    """Yield how many there are, which, and the command that settles them; nothing for none."""
    if not ids:
        return
    plural = noun if len(ids) == 1 else _PLURALS.get(noun, f"{noun}s")
    parts: list[str | Span] = [f"{what} {len(ids)} {plural}: "]
    for at, id_ in enumerate(ids):
        parts += [", " if at else "", Span(id_, "id")]
    yield line(*parts, "; " if command else "", Span(command, "command"))
