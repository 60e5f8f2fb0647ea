"""Pages as the commands compose them, about invented people, for every renderer."""

from __future__ import annotations

from typing import TypeVar, get_args

import pytest
from hypothesis import strategies as st

from devjournal.render.document import (
    CheckItem,
    Checklist,
    Column,
    Document,
    Gauge,
    Heading,
    Item,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Progress,
    Prose,
    Slot,
    Span,
    Strip,
    Style,
    Table,
    Timeline,
    Track,
    line,
)

T = TypeVar("T")


def _id(short: str, rest: str = "") -> Line:
    return line(Span(short, "id"), Span(rest, "id_rest"))


def _command(text: str) -> Line:
    return line(Span(text, "command"))


def _need(mark: Style, when: Line, text: str, command: str) -> tuple[Line, Line, Line]:
    return line(Span("!", mark), " ", *when), line(text), _command(command)


TODAY = Document(
    title=line("Wed 14 Oct 2026 · 2 things need you"),
    blocks=(
        Table(
            (Column(), Column(wrap=True), Column(fold=True)),
            (
                _need(
                    "warn",
                    line("Thu 15:00"),
                    "Priya Nair (mentor, 2 of 3): no question yet",
                    "devjournal prep priya",
                ),
                _need(
                    "late",
                    _id("kw"),
                    "Cost-to-serve draft for Priya, due today",
                    "devjournal done kw",
                ),
                (
                    line("  Fri 30 Oct"),
                    line("佐藤 愛子 (coach, 4 of 6)"),
                    _command("devjournal topic aiko"),
                ),
            ),
            head=False,
        ),
        Progress(
            (
                Gauge(line("lead-the-readout"), 0.68, line("68%"), "Goals"),
                Gauge(line("exec-presence"), 0.2, line("20%, at risk, due Fri 18 Dec"), "Goals"),
                Gauge(line("financial acumen"), None, line("2 → 3 of 4"), "Skills"),
            )
        ),
    ),
)

AGENDA = Document(
    title=line("Priya Nair · mentor · meeting 2 of 3 · Thu 15 Oct 2026 15:00 · 45 min · video"),
    blocks=(
        Table(
            (Column(style="label"), Column(wrap=True)),
            (
                (line("Purpose"), line('financial acumen 2 → 4, for "Cut cost to serve by 8%"')),
                (line("Focus"), line("Lead with one number; write down what you would cut")),
            ),
            head=False,
        ),
        Timeline(
            (
                Slot("0:00", "5", line("Open"), line("Her marathon: ask how it went")),
                Slot(
                    "0:05",
                    "5",
                    line("Promised"),
                    line("me 1 of 1 done · Priya 0 of 1: ", Span("4 days late", "late")),
                    details=(
                        line("✓ ", *_id("kw"), " Cost-to-serve draft (wiki/cost-to-serve)"),
                        line(*_id("bx"), " Introduce me to Dana in finance, due Sat 10 Oct 2026"),
                    ),
                ),
                Slot(
                    "0:10",
                    "15",
                    line("Deep dive"),
                    line("How do you choose the number that leads?"),
                    ref=_id("kr"),
                ),
                Slot(
                    "0:25",
                    "10",
                    line("Topic"),
                    line("Q4 forecast (carried from 17 Sep)"),
                    ref=_id("vn"),
                ),
                Slot("0:35", "10", line("Close"), line("next date · actions · thanks")),
            )
        ),
        Paragraph(line(Span("Ready:", "good"), " a question and a topic, 45 of 45 minutes.")),
    ),
)

_NOTES = """\
I had three slides too many. The second half was for me, not for them, and it showed when \
the questions went back to slide one.

Next:
- rehearse five minutes
- cut the appendix, and say in the first sentence what the number means for the people who \
will have to live with it
  - ask Dana"""

REVIEW = Document(
    title=line("Review of Mara Vale · 2026-Q4 · for manager"),
    subtitle=line("1 Oct to 31 Dec 2026 · 7 of 9 wins have numbers"),
    blocks=(
        Heading(line("Cut cost to serve by 8%")),
        Paragraph(line("Cost per contact, 6.10 to 5.55 USD. Owner: Jonas Brandt.")),
        ListBlock(
            (
                Item(
                    line(
                        "Presented the cost-to-serve case to the finance round; "
                        "the pilot was funded for two quarters"
                    ),
                    (
                        line(
                            Span("cost per contact 6.10 → 5.55 USD (-9%)", "number"),
                            " · credit Priya Nair",
                        ),
                        line("14 Oct 2026 · ", *_id("hm", "bt-presented-the-case")),
                    ),
                ),
                Item(line("Rebuilt the macro library"), (line("2 Nov 2026 · ", *_id("zz")),)),
            )
        ),
        Heading(line("Growth")),
        Heading(line("Promises")),
        Table(
            (
                Column("Who"),
                Column("Made", "right"),
                Column("Kept", "right"),
                Column("Open", wrap=True),
            ),
            (
                (line("me"), line("12"), line("11"), line("Rebuild slide 2, due Thu 19 Nov 2026")),
                (
                    line("Priya Nair"),
                    line("5"),
                    line("4"),
                    line(
                        "Introduce me to Dana in finance, who runs the quarterly readout | "
                        "and knows every number in it"
                    ),
                ),
            ),
        ),
        Heading(line("What others said"), level=2),
        Prose(_NOTES),
        Checklist(
            (
                CheckItem(done=True, text=line("Baseline agreed"), sub=(line("12 Sep 2026"),)),
                CheckItem(done=False, text=line("Pilot live in two teams")),
            )
        ),
        Note(line("No evidence for Leadership since March."), "warn"),
        Note(line("exec-presence has no measure."), "bad"),
        Note(line("Withheld: 3 private items.")),
    ),
)

PAGES = {"today": TODAY, "agenda": AGENDA, "review": REVIEW}

_NASTY = (
    "<script>alert(1)</script>",
    "<!-- -->",
    "<?x ?>",
    "</b>",
    "[x](javascript:alert(1))",
    "![](http://remote.example/a.png)",
    "[/x]",
    "[red]",
    ":smile:",
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "\u202e",
    "\U000e0041",
    "\ud800",
    "&amp;",
    "&#60;",
    "**",
    "__",
    "~~",
    "`",
    "```",
    "|",
    "\\",
    "# ",
    "1. ",
    "- ",
    "+ ",
    "> ",
    "---",
    "===",
    "[a]: b",
    "佐藤",
    "、",
    " ",
    "a",
    "1",
    "é",
    ".",
    "\t",
    "\n",
)

_TEXTS = st.lists(st.sampled_from(_NASTY) | st.text(max_size=3), max_size=8).map("".join)
_LINES = st.lists(st.builds(Span, _TEXTS, st.sampled_from(get_args(Style))), max_size=4).map(tuple)


def _many(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(
                Column,
                title=_TEXTS,
                align=st.sampled_from(("left", "right")),
                wrap=st.booleans(),
                fold=st.booleans(),
                beneath=st.booleans(),
            ),
            min_size=1,
            max_size=4,
        )
    )
    row = st.tuples(*[_LINES for _ in columns])
    return Table(tuple(columns), draw(_many(row)), draw(st.booleans()))


_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_BLOCKS = st.one_of(
    st.builds(Heading, _LINES, st.sampled_from((1, 2, 3))),
    st.builds(Paragraph, _LINES),
    st.builds(Prose, _TEXTS),
    st.builds(Note, _LINES, st.sampled_from(("info", "warn", "bad", "done")), _many(_LINES)),
    st.builds(ListBlock, _many(st.builds(Item, _LINES, _many(_LINES)))),
    st.builds(Checklist, _many(st.builds(CheckItem, st.booleans(), _LINES, _many(_LINES)))),
    _tables(),
    st.builds(
        Progress,
        _many(
            st.builds(
                Gauge,
                _LINES,
                st.none() | _NUMBERS,
                _LINES,
                _TEXTS,
                _many(_NUMBERS),
                _LINES,
                st.sampled_from(("plain", "good", "bad")),
            )
        ),
    ),
    st.builds(
        Timeline,
        _many(st.builds(Slot, _TEXTS, _TEXTS, _LINES, _LINES, _LINES, _many(_LINES))),
    ),
    st.builds(
        Strip,
        _many(st.builds(Track, _LINES, _many(st.none() | _NUMBERS), _LINES)),
        _many(st.tuples(st.integers(0, 60), st.just("─"))),
        st.none() | _NUMBERS,
    ),
)


@pytest.fixture(scope="session")
def hostile_texts() -> st.SearchStrategy[str]:
    """Return texts made of what has broken terminals, Markdown and HTML."""
    return st.deferred(lambda: _TEXTS)  # whose repr is short


@pytest.fixture(scope="session")
def hostile_lines() -> st.SearchStrategy[Line]:
    """Return lines of such texts, with any meaning."""
    return st.deferred(lambda: _LINES)


@pytest.fixture(scope="session")
def hostile_documents() -> st.SearchStrategy[Document]:
    """Return documents of any blocks made of such texts."""
    return st.deferred(lambda: st.builds(Document, _many(_BLOCKS), _LINES, _LINES, _LINES))


@pytest.fixture(params=sorted(PAGES))
def page_name(request: pytest.FixtureRequest) -> str:
    """Return each page's name in turn."""
    name: str = request.param
    return name


@pytest.fixture
def page(page_name: str) -> Document:
    """Return the page of that name."""
    return PAGES[page_name]
