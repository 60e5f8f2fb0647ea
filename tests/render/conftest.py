"""A page with every block, about invented people, and hostile ones, for all renderers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import pytest
from hypothesis import strategies as st

from devjournal.render.document import (
    Appendix,
    Branch,
    Column,
    Course,
    Document,
    Gauge,
    Heading,
    Item,
    Line,
    ListBlock,
    Map,
    Mark,
    Note,
    Paragraph,
    Part,
    Progress,
    Prose,
    Reference,
    Slot,
    Span,
    Spot,
    Step,
    Strip,
    Style,
    Table,
    Timeline,
    Track,
    line,
    meter,
)
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

KW = line(Span("kw", "id"), Span("tz", "id_rest"))
NOTES = """\
I had three slides too many. The second half was for me, not for them, and it showed when \
the questions went back to slide one.

Next:
- rehearse five minutes
- cut the appendix, and say in the first sentence what the number means for the people who \
will have to live with it
  - ask Dana"""

MARK = Span("[1]", "id_rest", mark=Mark(("entry", "kwtz"), 1, 1))
PAGE = Document(
    title=line("Mara Vale and Priya Nair · Thu 15 Oct 2026"),
    figure=line(Span("2 of 3", "number"), " meetings held"),
    subtitle=line("mentor · 45 min · video"),
    blocks=(
        Table(
            (Column(), Column(wrap=True), Column(style="command", beneath=True)),
            (
                (
                    line(Span("!", "warn"), " ", *KW),
                    line("Cost-to-serve draft for Priya, ", Span("4 days late", "late")),
                    line("devjournal done kw"),
                ),
                (line(Span("·", "dim")), line("佐藤 愛子 (coach, 4 of 6)"), ()),
            ),
            head=False,
        ),
        Heading(line("Plan")),
        Timeline(
            (
                Slot(
                    "0:00",
                    "5",
                    line("Promised"),
                    line("me 1 of 1 done"),
                    details=(line("✓ ", *KW, " Draft (wiki/cost-to-serve)"),),
                ),
                Slot("0:05", "15", line("Deep dive"), line("Which number leads?"), ref=KW),
            )
        ),
        Heading(line("Goals")),
        Progress(
            (
                Gauge(line("Lead the readout"), 0.68, line("68%, on track"), health="good"),
                Gauge(line("Financial acumen"), None, line("2 → 3 of 4")),
            )
        ),
        Progress(
            (
                Gauge(
                    line("Lead the readout · numbers that I can defend without notes, of 25"),
                    0.2,
                    line("20% · ", Span("at risk", "warn")),
                    "",
                    (0, 1, 5),
                    line("0 → 1 → 5 · 17 Sep to 9 Oct"),
                    "warn",
                ),
            )
        ),
        Table(
            (
                Column("who"),
                Column("kept", "right"),
                Column("progress"),
                Column("open", wrap=True),
                Column("id", style="id", fold=True),
            ),
            (
                (
                    line("Priya Nair"),
                    line("4"),
                    line(*meter(0.5, "good"), " 50%"),
                    line("Introduce me to Dana in finance, who runs the readout | and knows it"),
                    line("kwtz-introduce-me-to-dana"),
                ),
            ),
        ),
        Heading(line("What others said"), level=2),
        Paragraph(line("You opened with the number, and the room leaned in.")),
        Prose(NOTES),
        ListBlock((Item(line("Rebuilt the macro library"), (line("2 Nov 2026 · ", *KW),)),)),
        ListBlock(
            (
                Item(line("Baseline agreed"), (line("12 Sep 2026"),), done=True),
                Item(line("Pilot live in two teams"), done=False),
            )
        ),
        Strip(
            (Track(line("Held"), (0, 4, 0, 1, 2, 0, 0, 3), line("10, up to 4")),),
            ((0, "Jan"), (4, "Feb")),
        ),
        Strip(
            (
                Track(
                    line("Kept"),
                    (0.5, None, 0.0),
                    line("1 of 3 in time, 1 late, 1 open"),
                    (
                        Part("in time", (1, 0, 0)),
                        Part("late", (1, 0, 0), "late"),
                        Part("open", (0, 0, 1), "open"),
                    ),
                ),
            ),
            ((0, "A"), (1, "S"), (2, "O")),
            1.0,
            ("Aug 2026", "Sep 2026", "Oct 2026"),
        ),
        Table(
            (Column(), Column("my team: 0 of 1", wrap=True), Column("outside: 1 of 1", wrap=True)),
            (
                (line("mentor"), (), line("佐藤 愛子")),
                (line("I help: none"), line("Ana Novak (asked)"), ()),
            ),
            picture=Map(
                "My network",
                "My team 0, outside 1.",
                ("my team",),
                ("outside",),
                (Branch("mentor", (Spot("佐藤 愛子", 1, through="Ana Novak"),)),),
                (Branch("I help", (Spot("Ana Novak", 0, is_here=False, words="asked"),)),),
            ),
        ),
        Note(line("No evidence for Leadership since March."), "warn", (line("devjournal win"),)),
        Note(line("exec-presence has no measure."), "bad"),
        Note(line("Withheld: 3 private items."), sub=(line("as told", MARK),)),
        Appendix((Reference(1, (1,), line("win kwtz · 2 Nov"), (line("evidence: the minutes"),)),)),
    ),
)

_NASTY = (
    *("<script>alert(1)</script>", "<!-- -->", "<?x ?>", "</b>", "[x](javascript:alert(1))"),
    *("![](http://remote.example/a.png)", "[/x]", "[red]", ":smile:", "\x1b]52;c;aGk=\x07"),
    *("\x9b31m", "\u202e", "\U000e0041", "\ud800", "&amp;", "&#60;", "**", "__", "~~", "`", "```"),
    *("|", "\\", "# ", "1. ", "- ", "+ ", "> ", "---", "===", "[a]: b", "佐藤", "、", "\u3000"),
    *(" ", "a", "1", "é", ".", "\t", "\n", "👨‍👩‍👧", "\u00a0"),
)

_TEXTS = st.lists(st.sampled_from(_NASTY) | st.text(max_size=3), max_size=8).map("".join)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_SPANS = st.builds(
    Span,
    _TEXTS,
    st.sampled_from(get_args(Style)),
    st.booleans(),
    st.none() | st.tuples(_NUMBERS, _NUMBERS),
    st.none() | st.builds(Mark, st.just(("entry", "kwtz")), st.integers(0, 9), st.integers(0, 9)),
)
_LINES = st.lists(_SPANS, max_size=4).map(tuple)


def _many(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3).map(tuple)


_SUB = _many(_LINES)
_HEALTH = st.sampled_from(("plain", "good", "warn", "bad"))
_FLAG = st.booleans()
_COLUMNS = st.builds(
    Column, _TEXTS, st.sampled_from(("left", "right")), wrap=_FLAG, fold=_FLAG, beneath=_FLAG
)


_SPOTS = st.builds(Spot, _TEXTS, st.integers(0, 2), _FLAG, _TEXTS, _TEXTS)
_BRANCHES = _many(st.builds(Branch, _TEXTS, _many(_SPOTS)))
_MAPS = st.builds(
    *(Map, _TEXTS, _TEXTS, st.tuples(_TEXTS), st.tuples(_TEXTS, _TEXTS), _BRANCHES, _BRANCHES)
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(_COLUMNS, min_size=1, max_size=4))
    rows = draw(_many(st.tuples(*[_LINES for _ in columns])))
    return Table(tuple(columns), rows, draw(_FLAG), draw(st.none() | _MAPS))


_PARTS = st.builds(
    Part, _TEXTS, _many(st.integers(0, 9)), st.sampled_from(("done", "late", "open"))
)


_STEPS = st.builds(Step, _NUMBERS, _TEXTS, st.none() | st.dates(), _TEXTS)
_COURSES = st.builds(Course, _many(_STEPS), st.none() | _STEPS, st.none() | st.dates())
_GAUGES = st.builds(
    Gauge,
    *(_LINES, st.none() | _NUMBERS, _LINES, _TEXTS, _many(_NUMBERS), _LINES, _HEALTH, _SUB),
    st.none() | _COURSES,
)
_BLOCKS = st.one_of(
    st.builds(Heading, _LINES, st.sampled_from((1, 2, 3))),
    st.builds(Paragraph, _LINES),
    st.builds(Prose, _TEXTS),
    st.builds(Note, _LINES, st.sampled_from(("info", "warn", "bad", "done")), _SUB),
    st.builds(ListBlock, _many(st.builds(Item, _LINES, _SUB, st.none() | _FLAG))),
    _tables(),
    st.builds(Progress, _many(_GAUGES)),
    st.builds(Timeline, _many(st.builds(Slot, _TEXTS, _TEXTS, _LINES, _LINES, _LINES, _SUB))),
    st.builds(
        Strip,
        _many(st.builds(Track, _LINES, _many(st.none() | _NUMBERS), _LINES, _many(_PARTS))),
        _many(st.tuples(st.integers(0, 60), st.just("─"))),
        st.none() | _NUMBERS,
        _many(_TEXTS),
    ),
    st.builds(
        Appendix,
        _many(st.builds(Reference, st.integers(0, 9), st.just((1, 2)), _LINES, _SUB)),
    ),
)


class Stream(io.StringIO):
    """A stream that says what it can carry and whether it is a terminal."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        """Keep what the stream is to say."""
        super().__init__()
        self.carried = encoding
        self.terminal = terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a property, as of a real stream
        """The encoding that was given."""
        return self.carried

    def isatty(self) -> bool:
        """Return what was said at the beginning."""
        return self.terminal


@pytest.fixture(scope="session")
def hostile_lines() -> st.SearchStrategy[Line]:
    """Return lines made of what has broken terminals and Markdown, with any meaning."""
    return st.deferred(lambda: _LINES)  # whose repr is short


@pytest.fixture(scope="session")
def hostile_documents() -> st.SearchStrategy[Document]:
    """Return documents of any blocks made of such texts."""
    return st.deferred(lambda: st.builds(Document, _many(_BLOCKS), _LINES, _LINES, _LINES))


@pytest.fixture(scope="session")
def letters_of() -> Callable[[Any], str]:
    """Return what gives all letters that a page has to show.

    Not the titles of columns where none are shown, or that may stand beneath their rows.
    """

    def letters(part: Any) -> str:
        if isinstance(part, Span | Prose):
            return clean(part.text, lines=isinstance(part, Prose))
        if isinstance(part, Table):
            shown = [c for c in part.columns if part.head and not (c.fold or c.beneath)]
            return "".join([*(clean(column.title) for column in shown), letters(part.rows)])
        return "".join(map(letters, part)) if isinstance(part, tuple) else ""

    return letters


@pytest.fixture
def page() -> Document:
    """Return a page with every block."""
    return PAGE


@pytest.fixture(scope="session")
def stream_of() -> type[Stream]:
    """Return the class of streams to draw on."""
    return Stream
