from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from devjournal import dates
from devjournal.dates import Anchors, parse_day, parse_moment, parse_period
from devjournal.errors import UsageError
from devjournal.journal.visibility_table import TABLE
from devjournal.models import ids
from devjournal.models.kinds import KINDS
from devjournal.views.guide import build_dates, build_files, build_ids, build_visibility
from tests.builders import NOW, TODAY, day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


def told(parse: Callable[[str, dt.date], object]) -> set[str]:
    """Return the forms that a parser names to whoever writes another one."""
    with pytest.raises(UsageError) as refused:
        parse("zebra", TODAY)
    return set(re.split(", | or ", (refused.value.hint or "").removeprefix("use ")))


def test_the_forms_of_days_are_those_of_the_grammar() -> None:
    """What the page lists is what an error names, and each is parsed as the page says."""
    assert told(parse_day) == {one.written for one in dates.DAY_FORMS}
    assert told(parse_period) == {one.written for one in dates.PERIOD_FORMS}
    for one in dates.DAY_FORMS:
        parse_day(one.written, TODAY, anchors=Anchors(next=TODAY))
    for one in dates.MOMENT_FORMS:
        parse_moment(one.written, TODAY, zone=NOW.tzinfo)  # type: ignore[arg-type]  # it is aware
    for one in dates.PERIOD_FORMS:
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
    means = next(one.means for one in dates.DAY_FORMS if one.written == form)
    shown = next(one for one in build_dates(TODAY).days if one.form == form)
    assert day(forward) == shown.first == parse_day(form, TODAY)
    assert day(back) == parse_day(form, TODAY, look="back")
    assert (forward != back) == ("looks back" in means)


def test_what_is_refused_is_refused() -> None:
    """With what would do instead, in the words of the parser."""
    guide = build_dates(TODAY)
    with pytest.raises(UsageError):
        parse_day(guide.refused, TODAY)
    assert "use 12-jan or 1-dec" == guide.instead


def test_the_visibility_is_the_table() -> None:
    """Every kind, every field, every condition of it."""
    assert {
        kind: (rule.reaches, rule.fields, rule.to_relationships, rule.on_word, rule.unless)
        for kind, rule in TABLE.items()
    } == {
        one.kind: (one.reaches, one.fields, one.to_relationships, one.on_word, one.unless)
        for one in build_visibility().kinds
    }


def test_every_kind_has_its_folder_and_an_id() -> None:
    """An id that the program would make, lettered or not as the kind is."""
    guide = build_files()
    assert list(KINDS) == [one.kind for one in guide.kinds]
    for one in guide.kinds:
        kind = KINDS[one.kind]
        assert (kind.folder, kind.lettered) == (one.folder, one.lettered)
        assert kind.lettered == bool(ids.split_letters(one.example)[0])
        assert one.example == ids.slug(one.example, "x")


def test_the_ids_are_those_of_the_code() -> None:
    """All kinds but the profile, the words that stand for somebody, and the longest."""
    guide = build_ids()
    assert set(KINDS) - {"profile"} == {one.kind for one in guide.kinds}
    assert (set(ids.RESERVED), ids.LIMIT) == (set(guide.reserved), guide.longest)
