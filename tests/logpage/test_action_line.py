from __future__ import annotations

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.action_line import parse_action_line, write_action_line
from devjournal.logpage.happened import NewAction


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
        ("Send it due:", '"due:" has nothing behind it'),
        ("Send it due:fri kind:task due:sat", '"due:" stands twice'),
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
