"""The pages that can be made for a reader, and every form in which they leave the program."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.dates import Period
from devjournal.models.registry import KINDS
from devjournal.pages.agenda import build_agenda, compose_agenda
from devjournal.pages.plan import build_plan, compose_plan
from devjournal.pages.progress import build_progress, compose_progress
from devjournal.pages.review import build_review, compose_review
from devjournal.render.json import render_json
from devjournal.render.markdown import render_markdown
from devjournal.render.sentences import render_sentences
from devjournal.render.terminal import render_terminal
from tests.privacy.filler import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.render.document import Document

YEAR = Period(label="the year", first=TODAY - dt.timedelta(days=330), last=TODAY)


class Page(NamedTuple):
    """How a page is made: `build` gives its view from a journal, a reader and what it is about.

    `about` chooses that relationship for a reader, if the page is about one; who may not
    know of it gets an empty page.
    """

    name: str
    build: Callable[[Journal, str, Stored[Any] | None], Any]
    compose: Callable[[Any], Document]
    about: Callable[[Journal, str], Stored[Any] | None] = lambda _journal, _reader: None


def _own(journal: Journal, reader: str) -> Stored[Any]:
    """The reader's own relationship, as --share takes it; the first where they are none."""
    return journal.all("relationship").get(reader, journal.relationships[0])


def _other(journal: Journal, reader: str) -> Stored[Any]:
    return next(one for one in journal.relationships if one.id != reader)


def _agenda(name: str, about: Callable[[Journal, str], Stored[Any]]) -> Page:
    def build(journal: Journal, reader: str, bound: Stored[Any] | None) -> Any:
        assert bound
        return build_agenda(journal, bound.id, TODAY, reader=reader)

    return Page(name, build, lambda view: compose_agenda(view, TODAY), about)


def _plan(name: str, about: Callable[[Journal, str], Stored[Any]]) -> Page:
    def build(journal: Journal, reader: str, bound: Stored[Any] | None) -> Any:
        assert bound
        return build_plan(journal, bound.id, TODAY, reader=reader)

    return Page(name, build, compose_plan, about)


def _progress(name: str, months: int) -> Page:
    return Page(
        name,
        lambda journal, reader, _about: build_progress(
            journal, TODAY, months=months, reader=reader
        ),
        compose_progress,
    )


def _review(name: str, period: Period) -> Page:
    return Page(
        name,
        lambda journal, reader, _about: build_review(journal, period, TODAY, reader),
        compose_review,
    )


PAGES = (
    _agenda("agenda", _own),
    _agenda("agenda with another", _other),
    _review("review", YEAR),
    _plan("plan", _own),
    _plan("plan with another", _other),
    _progress("progress", 12),
)
"""Every page that takes --for. A new one is added here."""


def formats(page: Page, view: Any) -> Mapping[str, str]:
    """Return a page in every format."""
    document = page.compose(view)
    return {
        "terminal": render_terminal(document),
        "narrow colour": render_terminal(document, 40, color=True),
        "markdown": render_markdown(document),
        "linear": render_sentences(document),
        "json": render_json(view, kind=page.name),
    }


KIND_OF_FOLDER = {kind.plural: name for name, kind in KINDS.items()}


def items(json_page: str) -> set[tuple[str, str, str]]:
    """Return the records, or their fields, that a page in JSON says its lines come from."""
    found: set[tuple[str, str, str]] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if value.keys() == {"kind", "id", "part"}:
                found.add((value["kind"], value["id"], value["part"]))
            elif isinstance(value.get("ref"), str):
                folder, _, id_ = value["ref"].partition("/")
                found.add((KIND_OF_FOLDER[folder], id_, ""))
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(json_page))
    return found
