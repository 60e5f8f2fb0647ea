"""The pages that can be made for a reader, and every form in which they leave the program."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.dates import Period
from devjournal.models.registry import KINDS
from devjournal.pages.agenda import build_agenda, compose_agenda
from devjournal.pages.letters import (
    build_farewell,
    build_reminder,
    build_thanks,
    compose_farewell,
    compose_hello,
    compose_reminder,
    compose_thanks,
)
from devjournal.pages.plan import build_plan, compose_plan
from devjournal.pages.progress import build_progress, compose_progress
from devjournal.pages.request import build_ask_message, compose_ask_message
from devjournal.pages.review import build_review
from devjournal.pages.review_page import compose_review
from devjournal.pages.scorecard import (
    build_scorecard,
    build_scorecards,
    compose_scorecard,
    compose_scorecards,
)
from devjournal.render.html import render_html
from devjournal.render.json import render_json
from devjournal.render.markdown import render_markdown
from devjournal.render.pdf import page_data
from devjournal.render.sentences import render_sentences
from devjournal.render.template import Template, render_template
from devjournal.render.terminal import render_terminal
from tests.privacy.filler import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.render.document import Document

YEAR = Period(label="the year", first=TODAY - dt.timedelta(days=330), last=TODAY)


def _own(journal: Journal, reader: str) -> Stored[Any]:
    """The reader's own relationship, as --share takes it; the first where they are none."""
    return journal.all("relationship").get(reader, journal.relationships[0])


def _other(journal: Journal, reader: str) -> Stored[Any]:
    return next(one for one in journal.relationships if one.id != reader)


class Page(NamedTuple):
    """How a page is made: `build` gives its view from a journal, a reader and what it is about.

    `about` chooses that relationship for a reader, if the page is about one; who may not
    know of it gets an empty page.
    """

    name: str
    build: Callable[[Journal, str, Any], Any]
    compose: Callable[[Any], Document]
    about: Callable[[Journal, str], Stored[Any] | None] = lambda _journal, _reader: None


def _agenda(journal: Journal, reader: str, bound: Any) -> Any:
    return build_agenda(journal, bound.id, TODAY, reader=reader)


def _plan(journal: Journal, reader: str, bound: Any) -> Any:
    return build_plan(journal, bound.id, TODAY, reader=reader)


def _progress(journal: Journal, reader: str, _: Any) -> Any:
    return build_progress(journal, TODAY, months=12, reader=reader)


def _review(journal: Journal, reader: str, _: Any) -> Any:
    return build_review(journal, YEAR, TODAY, reader)


def _scorecard(journal: Journal, reader: str, bound: Any) -> Any:
    return build_scorecard(journal, bound.id, YEAR, TODAY, reader=reader)


def _scorecards(journal: Journal, reader: str, _: Any) -> Any:
    return build_scorecards(journal, YEAR, TODAY, reader=reader)


def _composed(view: Any) -> Document:
    return compose_agenda(view, TODAY)


PAGES = (
    Page("agenda", _agenda, _composed, _own),
    Page("agenda with another", _agenda, _composed, _other),
    Page("review", _review, compose_review),
    Page("plan", _plan, compose_plan, _own),
    Page("plan with another", _plan, compose_plan, _other),
    Page("scorecard", _scorecard, compose_scorecard, _own),
    Page("scorecard with another", _scorecard, compose_scorecard, _other),
    Page("scorecards", _scorecards, compose_scorecards),
    Page("progress", _progress, compose_progress),
)
"""Every page that takes --for. A new one is added here."""

LETTERS = (
    Page(
        "thanks",
        lambda journal, _, bound: build_thanks(journal, bound, TODAY),
        lambda view: compose_thanks(view, TODAY),
    ),
    Page(
        "reminder",
        lambda journal, _, bound: build_reminder(journal, bound, TODAY),
        lambda view: compose_reminder(view, TODAY),
    ),
    Page(
        "farewell",
        lambda journal, _, bound: build_farewell(journal, bound, TODAY),
        lambda view: compose_farewell(view, TODAY),
    ),
    Page(
        "hello",
        lambda journal, _, bound: build_farewell(journal, bound, TODAY, later=True),
        lambda view: compose_hello(view, TODAY),
    ),
    Page(
        "ask",
        lambda journal, _, bound: build_ask_message(journal, bound.id, TODAY),
        lambda view: compose_ask_message(view, TODAY),
    ),
)
"""Every letter to somebody. A new one is added here."""


def formats(page: Page, view: Any) -> Mapping[str, str]:
    """Return a page in every format."""
    document = page.compose(view)
    data = render_json(view, kind=page.name)
    every = "\n".join(f"{{{{ {name}|tojson }}}}" for name in json.loads(data))
    template = Template("x.txt.j2", "templates/", {"x.txt.j2": every}.get)
    return {
        "terminal": render_terminal(document),
        "narrow colour": render_terminal(document, 40, color=True),
        "markdown": render_markdown(document),
        "html": render_html(document),
        # All that a PDF is made of; to make and read each would take most of the time.
        "pdf": json.dumps(page_data(document), ensure_ascii=False),
        "linear": render_sentences(document),
        "json": data,
        "template": render_template(template, view, kind=page.name),
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
