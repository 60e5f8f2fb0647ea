from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.lists import (
    parse_action_line,
    read_actions,
    read_promises,
    read_topics,
    write_action_line,
    write_actions,
    write_items,
)
from devjournal.logpage.marks import Line
from devjournal.logpage.meeting_log import Item, NewAction

if TYPE_CHECKING:
    from devjournal.logpage.marks import Mistake


def lines_of(*texts: str) -> list[Line]:
    """Return texts as the lines of a page, from line 1."""
    return [Line(number, text) for number, text in enumerate(texts, start=1)]


def topics_of(*texts: str) -> tuple[Item, ...]:
    """Return the topics of lines that hold no mistake."""
    mistakes: list[Mistake] = []
    topics = read_topics(lines_of(*texts), mistakes)
    assert [] == mistakes
    return topics


def test_a_topic_without_an_id_is_new() -> None:
    """A checklist line that bears no id is a topic that was raised in the meeting."""
    assert (Item(text="Who decides?", ticked=True),) == topics_of("- [x] Who decides?")


def test_a_conclusion_stands_below_its_topic() -> None:
    """Indented lines below a topic are its conclusion, with empty ones between them."""
    topics = topics_of("- [x] {kr} A", "  One", "", "    - two", "", "- [ ] {vn} B", "")

    assert ("One\n\n  - two", None) == (topics[0].conclusion, topics[1].conclusion)


def test_an_indented_checkbox_is_a_topic() -> None:
    """A ticked line is never taken for prose, however far it is indented."""
    assert (True, True) == tuple(t.ticked for t in topics_of("- [x] {kr} A", "    - [x] {vn} B"))


def test_ids_of_any_file_name() -> None:
    """An id is a file's name, so blanks, braces and backslashes in it survive."""
    written = write_items([Item(id=r"a {b}\c", text="{x} T")])

    assert [r"- [ ] {a \{b\}\\c} \{x} T"] == written
    assert (Item(id=r"a {b}\c", text="{x} T"),) == read_promises(lines_of(*written), [])


def test_topics_that_look_like_lines_of_a_page() -> None:
    """A conclusion may look like a heading, a comment or a checklist; a list is left as it is."""
    topic = Item(text="A", conclusion="## Notes\n<!-- x -->\n- [x] {kr} B\n- [link](x)\n\\## y")

    assert [
        "- [ ] A",
        r"  \## Notes",
        r"  \<!-- x -->",
        r"  \- [x] {kr} B",
        "  - [link](x)",
        r"  \\## y",
    ] == write_items([topic])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [x]", "a topic needs words"),
        ("- [?] A", '"[?]" is not a checkbox'),
        ("- [ ] {kr A", "the brace holds no id"),
        ("- [ ] {} A", "the brace holds no id"),
        ("A", '"A" is not understood here'),
        ("  A", '"A" is not understood here'),
        ("-[x] {kr} A", '"-[x] {kr} A" is not understood here'),
    ],
)
def test_topics_that_cannot_be_used(text: str, reason: str) -> None:
    """A line that is nearly an item is told, not taken for something else."""
    mistakes: list[Mistake] = []

    assert () == read_topics(lines_of(text), mistakes)
    assert [reason] == [mistake.reason for mistake in mistakes]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [x] Draft", "a promise from before needs its {id}"),
        ("- [x]", "a promise from before needs its {id}"),
        ("Draft", '"Draft" is not understood here'),
    ],
)
def test_promises_that_cannot_be_used(text: str, reason: str) -> None:
    """What stood open before the meeting is known by its id only."""
    mistakes: list[Mistake] = []

    assert () == read_promises(lines_of(text), mistakes)
    assert [reason] == [mistake.reason for mistake in mistakes]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [x] Call", "a new promise has no id and is not done yet"),
        ("- {kr} Call", "a new promise has no id and is not done yet"),
        ("  and on the next line", '"and on the next line" is not understood here'),
        ("- due:fri", "a promise needs words, not only tokens"),
        ("Call due:", '"due:" has no value'),
    ],
)
def test_new_promises_that_cannot_be_used(text: str, reason: str) -> None:
    """A new promise is one line of words, at the margin, and not done yet."""
    mistakes: list[Mistake] = []

    assert () == read_actions(lines_of(text), mistakes)
    assert [(1, reason)] == [(mistake.line, mistake.reason) for mistake in mistakes]


def test_new_promises_that_look_like_items() -> None:
    """A title may begin as a bullet, a checkbox or an id does."""
    actions = tuple(NewAction(title=title) for title in ("- A", "[x] B", "{c} D", "[link](x)", "-"))
    written = write_actions(actions)

    assert ["- - A", r"- \[x] B", r"- \{c} D", "- [link](x)", "- -"] == written
    assert actions == read_actions(lines_of(*written), [])


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Rebuild slide 2", NewAction(title="Rebuild slide 2")),
        (
            "Rebuild slide 2 due:next goal:lead-the-readout kind:resource",
            NewAction(
                title="Rebuild slide 2", due="next", goal="lead-the-readout", kind="resource"
            ),
        ),
        (" Send it \t kind:x  due:22-oct ", NewAction(title="Send it", due="22-oct", kind="x")),
        ("Send Due:Fri", NewAction(title="Send", due="Fri")),
        ("Say what due:next means", NewAction(title="Say what due:next means")),
        ("Read https://example.org", NewAction(title="Read https://example.org")),
        ("Tag it owner:me", NewAction(title="Tag it owner:me")),
        ("Tag it due:fri owner:me", NewAction(title="Tag it due:fri owner:me")),
        ("due:next", None),
        (r"\due:next", NewAction(title="due:next")),
        (r"Say \due:next due:fri", NewAction(title="Say due:next", due="fri")),
        (r"Say \\due:next", NewAction(title=r"Say \due:next")),
        ("A goal:b:c", NewAction(title="A", goal="b:c")),
        ("One\nline", NewAction(title="One line")),
        ("", None),
    ],
)
def test_tokens_stand_at_the_end(text: str, action: NewAction | None) -> None:
    """Only known tokens behind the words are tokens; all else is prose."""
    if action is None:
        with pytest.raises(UsageError, match="a promise needs words"):
            parse_action_line(text)
    else:
        assert action == parse_action_line(text)
        assert action == parse_action_line(write_action_line(action))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Send it due:", '"due:" has no value'),
        ("Send it due:fri kind:task due:sat", '"due:" is given twice'),
    ],
)
def test_tokens_that_say_too_little_or_too_much(text: str, message: str) -> None:
    """A token has one value and stands once."""
    with pytest.raises(UsageError, match=message):
        parse_action_line(text)


def test_the_line_is_kept() -> None:
    """A promise from a page knows its line; one from a flag has none."""
    assert 7 == parse_action_line("Call", 7).line
    assert parse_action_line("Call").line is None
