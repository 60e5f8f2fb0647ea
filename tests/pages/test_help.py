"""The topics of help: what they say is what the program's own tables and parsers say."""

from __future__ import annotations

import re
import typing

import pytest

from devjournal.dates import grammar, show_day
from devjournal.dates.grammar import Anchors, parse_day, parse_moment
from devjournal.dates.periods import PERIOD_FORMS, parse_period
from devjournal.errors import UsageError
from devjournal.journal.visibility import KINDS_SHOWN, rule_of
from devjournal.models import ids
from devjournal.models.lifecycle import MOVES
from devjournal.models.registry import ENTRY_KINDS, KINDS, Reach
from devjournal.pages.help import REACHES, TOPICS, Here, build_help, example_id
from devjournal.pages.phrases import field_words
from tests.builders import NOW, TODAY, day

if typing.TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


def text_of(topic: str) -> str:
    """Return a topic as Markdown, on one line."""
    return " ".join(build_help(topic, Here(TODAY)).markdown.split())


def hinted(parse: Callable[[str, dt.date], object]) -> set[str]:
    """Return the forms that a parser names to whoever writes another one."""
    with pytest.raises(UsageError) as refused:
        parse("zebra", TODAY)
    return set(re.split(", | or ", (refused.value.hint or "").removeprefix("use ")))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_part_is_filled_in(topic: str) -> None:
    """No placeholder is left, and no mark of Markdown that help doesn't read."""
    text = build_help(topic, Here(TODAY)).markdown
    assert [] == re.findall(r"\{\w+\}|^\d+\. |^> |^#{3,}|\]\(", text, re.MULTILINE)


def test_the_forms_of_days_are_those_of_the_grammar() -> None:
    """What an error names is what the page lists, and each is parsed as the page says."""
    told = {*hinted(parse_day)} - {"eom; for more: devjournal help dates"}
    assert {"2026-11-19", "19-nov", "fri", "3d"} == told
    assert told < {one.written for one in grammar.DAY_FORMS}
    assert hinted(parse_period) == {one.written for one in PERIOD_FORMS}
    for one in grammar.DAY_FORMS:
        parse_day(one.written, TODAY, anchors=Anchors(next=TODAY))
    for one in grammar.MOMENT_FORMS:
        parse_moment(one.written, TODAY, zone=NOW.tzinfo)  # type: ignore[arg-type]  # it is aware
    for one in PERIOD_FORMS:
        parse_period(one.written, TODAY, starts="11-01", months=12)


@pytest.mark.parametrize(
    ("form", "forward", "back"),
    [
        ("19-nov", "2026-11-19", "2025-11-19"),
        ("fri", "2026-10-16", "2026-10-09"),
        ("next-fri", "2026-10-23", "2026-10-23"),
        ("last-thu", "2026-10-08", "2026-10-08"),
        ("3d", "2026-10-17", "2026-10-11"),
        ("-2d", "2026-10-12", "2026-10-12"),
        ("eow", "2026-10-18", "2026-10-18"),
    ],
)
def test_the_meanings_hold(form: str, forward: str, back: str) -> None:
    """What a form means where a flag looks on, and where it looks back, is told beside it."""
    means = next(one.means for one in grammar.DAY_FORMS if one.written == form)
    assert f"| `{form}` | {means} | {show_day(day(forward))} |" in text_of("dates")
    assert day(forward) == parse_day(form, TODAY)
    assert day(back) == parse_day(form, TODAY, look="back")
    assert (forward != back) == ("looks back" in means)


def test_days_are_told_as_this_journal_has_them() -> None:
    """In its time zone, and with weeks that begin on its day."""
    text = " ".join(build_help("dates", Here(TODAY, "Asia/Tokyo", 6)).markdown.split())
    assert "Days and times are those of Asia/Tokyo, and weeks begin on Sunday." in text
    assert "| `eow` | the last day of this week | Sat 17 Oct 2026 |" in text
    assert "those of the machine's time zone, and weeks begin on Monday." in text_of("dates")


def test_what_is_refused_is_refused() -> None:
    """With what would do instead, in the words of the parser."""
    with pytest.raises(UsageError):
        parse_day(grammar.REFUSED_DAY, TODAY)
    assert f"for {grammar.REFUSED_DAY}, use 12-jan or 1-dec." in text_of("dates")
    assert "| `2026-Q4` | a quarter | 2026-10-01 to 2026-12-31 |" in text_of("dates")


def test_the_visibility_is_the_table() -> None:
    """Whatever the table opens to somebody stands on the page, under its kind, in words."""
    assert set(typing.get_args(Reach)) == set(REACHES)
    parts = re.split(r"(?<!\S)- \*\*", text_of("visibility"))[1:]
    assert len(KINDS_SHOWN) == len(parts)
    for part, kind in zip(parts, KINDS_SHOWN, strict=True):
        rule = rule_of(kind)
        assert part.startswith(f"{kind}**: ")
        names = (*rule.fields, *rule.for_relationships, *rule.when_shared, *rule.unless)
        assert [] == [name for name in names if field_words(name).replace(".", ": ") not in part]
        assert all(REACHES[reach] in part for reach in rule.reaches)


def test_every_move_is_on_the_page_of_states() -> None:
    """From which states, to which, by which command, under its kind."""
    text = text_of("states")
    for move in MOVES:
        section = text.partition(f"## {move.kind} ")[2].partition("## ")[0]
        starts = ", ".join(move.starts) or "new"
        assert f"| {starts} | {move.end} | `devjournal {move.command}` |" in section


def test_every_kind_has_its_folder_and_an_id() -> None:
    """An id that the program would make, lettered or not as the kind is."""
    for kind in (one for one in KINDS.values() if one.folder):
        example = example_id(kind.name)
        assert kind.lettered == bool(ids.split_letters(example)[0])
        assert example == ids.slug(example, "x")
        assert f"`{kind.folder}/{example}.toml`" in text_of("files")
        begins = "four letters" if kind.lettered else "its name"
        assert f"| {kind.name} | `{example}` | {begins} |" in text_of("ids")
    assert [] == [one for one in (*ENTRY_KINDS, "journal.toml") if one not in text_of("files")]
    assert f"at most {ids.LIMIT} long" in text_of("ids")
    assert ", ".join(sorted(ids.RESERVED)) in text_of("ids")
