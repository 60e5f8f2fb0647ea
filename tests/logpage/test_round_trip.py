"""`parse` and `write` are each other's inverse, over texts that try to break the page."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from devjournal.logpage.marks import Mistake, PageError
from devjournal.logpage.meeting_log import NEXT, RECORD, Item, Key, MeetingLog, NewAction, fit
from devjournal.logpage.page import SECTIONS, parse, write

HEADING = ("Priya Nair", "mentor", "meeting 2 of 3", "Thu 15 Oct 2026 15:00")

MARKS = (
    *("# ", "##", "## ", "### ", *(f"## {section.heading}" for section in SECTIONS)),
    *("\\", "\\\\", "{", "}", "{id}", "[", "]", "[ ]", "[x]", "[y]", "- ", "* ", "+ ", "-", "> "),
    *(
        "due:",
        "due:next",
        "DUE:x",
        "due:24 dec",
        'due:"24 dec"',
        "goal:lead",
        "kind:resource",
        "when:",
        "focus: x",
        "https://x",
    ),
    *("<!--", "-->", "<!-- x -->", "```", "~~~", "---", "===", ":", ",", '"', "'", "|", "`"),
    *(" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85"),
    *("\u2028", "\u2029", "\xa0", "\u3000", "\ufeff", "\u202e", "\x00", "\x1b[2J", "\ud800"),
    *("a", "Zoë", "資料", "😀", "due", "1.", "100%"),
)
TEXT = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=8).map("".join)
SET = TEXT | st.none()
IDS = st.text("{}\\ -ax:[]é", min_size=1, max_size=6)

TOPICS = st.lists(
    st.builds(Item, id=IDS | st.none(), text=TEXT, ticked=st.booleans(), conclusion=SET),
    max_size=4,
    unique_by=lambda topic: topic.id or object(),
).map(tuple)
PROMISES = st.lists(
    st.builds(Item, id=IDS, text=TEXT, ticked=st.booleans()),
    max_size=4,
    unique_by=lambda promise: promise.id,
)
ACTIONS = st.lists(st.builds(NewAction, title=TEXT, due=SET, goal=SET, kind=SET), max_size=3).map(
    tuple
)


def values_of(key: Key) -> st.SearchStrategy[Any]:
    """Return what may stand behind a key."""
    if key.choices:
        one = st.sampled_from(key.choices)
        return st.lists(one).map(tuple) if key.many else one
    if key.high is not None:
        return st.integers(key.low, key.high)
    return st.lists(TEXT, max_size=3).map(tuple) if key.many else SET


FIELDS = st.fixed_dictionaries({}, optional={key.field: values_of(key) for key in (*NEXT, *RECORD)})


@st.composite
def pages(draw: st.DrawFn) -> MeetingLog:
    """Any page that a caller can make: known words and numbers, and otherwise any text."""
    promises, mine = draw(PROMISES), draw(st.integers(0, 4))
    return MeetingLog(
        topics=draw(TOPICS),
        i_promised=tuple(promises[:mine]),
        they_promised=tuple(promises[mine:]),
        notes=draw(st.lists(TEXT, max_size=6).map("\n".join)),
        mine=draw(ACTIONS),
        theirs=draw(ACTIONS),
        fields=draw(FIELDS),
    )


@given(pages(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_what_is_written_is_read_back(page: MeetingLog, end: str, bom: str) -> None:
    """All that a page can carry comes back, whatever the text looks like and saves the page.

    What was fitted fits, so a page that fits comes back unchanged.
    """
    fitted = fit(page)
    assert fitted == fit(fitted)
    assert fitted == parse(bom + write(page, heading=HEADING).replace("\n", end))


@given(st.lists(TEXT, max_size=5))
def test_no_title_breaks_the_page(heading: list[str]) -> None:
    """The title line is told and not read back; no name can make a section of it."""
    assert MeetingLog() == parse(write(MeetingLog(), heading=heading))


ONE_LINE = st.lists(st.sampled_from(MARKS), max_size=5).map(lambda parts: _flat("".join(parts)))
STARTS = st.sampled_from(["- [ ] ", "* [X] {kr} ", "+ ", "  ", "\t", "", "- [x] {vn}", " - [ ]"])
ITEMS = st.lists(st.builds("{}{}".format, STARTS, ONE_LINE), max_size=3)
KEYED = st.lists(
    st.builds(
        "{}{}:{}".format,
        st.sampled_from(["", "- ", " "]),
        st.sampled_from(["when", "Focus", "decision", "talk share", "value-me", "received"]),
        st.sampled_from(["", " 4", " 101", " Advice, listened", " luck"]) | ONE_LINE,
    ),
    max_size=3,
)
TYPED = st.lists(
    st.builds(
        lambda section, lines: "\n".join([f"## {section.heading}", *lines]),
        st.sampled_from(SECTIONS),
        ITEMS | KEYED | st.lists(ONE_LINE, max_size=3),
    ),
    max_size=3,
    unique_by=lambda text: text.partition("\n")[0],
).map("\n".join)


def _flat(text: str) -> str:
    return text.replace("\n", "").replace("\r", "")


@given(TYPED | TEXT)
def test_any_text_is_understood_or_told(text: str) -> None:
    """What a person types is either a page that comes back, or mistakes with their lines."""
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    mistakes: tuple[Mistake, ...] = ()
    try:
        page = parse(text)
    except PageError as error:
        mistakes = error.mistakes
    else:
        assert page == parse(write(page, heading=HEADING))
        return
    assert mistakes
    assert all(1 <= mistake.line <= count for mistake in mistakes)
