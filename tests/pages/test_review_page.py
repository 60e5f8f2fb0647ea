"""The review on one sheet and in full: what each reader is told, in which order and words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates.periods import parse_period
from devjournal.models.entries import Number
from devjournal.pages.review import build_review
from devjournal.pages.review_page import compose_review, left_out, sections_of
from devjournal.pages.review_readers import READERS
from devjournal.render.document import Appendix, Heading, text_of
from devjournal.render.markdown import render_markdown
from devjournal.render.terminal import render_terminal
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    objective,
    opportunity,
    person,
    skill,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.render.document import Document

YEAR = parse_period("2026", TODAY)
SHARED: dict[str, Any] = {"visibility": "shared"}


def records(kind: str = "mentor", role: str = "receiving") -> tuple[Stored[Any], ...]:
    """Return a year in which there is something of every sort, shared with everybody."""
    calls = Number(metric="calls", before=Decimal(41), after=Decimal(68), unit="%")
    reader = bound(kind=kind, my_role=role, visibility="shared")
    mine: dict[str, Any] = {"relationship": reader.id, **SHARED}
    return (
        *(person(), reader, held("m-1", "09-17 15:00", relationship=reader.id)),
        action("bbbb-draft", "10-01", state="done", closed_on=day("10-01"), **mine),
        objective("calls", kpi="calls", unit="%", baseline=41, target=80, **SHARED),
        goal("answer", checkin("10-01", 5), baseline=0, target=10, objective="calls", **SHARED),
        win("cccc-called", "03-01", objective="calls", numbers=(calls,), evidence="log", **SHARED),
        skill("writing", ("09-01", 2), ("10-01", 3), **SHARED),
        entry("feedback", "dddd-said", "09-17", given_by="priya-nair", **SHARED),
        entry("lesson", "ffff-lesson", "09-18", **SHARED),
        entry("gave", "gggg-gave", "10-01", who="priya-nair", **mine),
        entry("vouched", "hhhh-word", "10-02", by="priya-nair", **mine),
        entry("vouched", "jjjj-word", "10-03", by="me", **mine),
        entry("feedback", "kkkk-told", "10-04", given_by="me", **mine),
        opportunity("stage", state="delivered", on=day("06-01"), outcome="swam", **SHARED),
        opportunity("readout", state="accepted", on=day("11-24"), **SHARED),
    )


def page(*stored: Stored[Any], reader: str = "self", **how: Any) -> Document:
    """Return the review of 2026 for a reader."""
    found = build_review(journal_of(*stored), YEAR, TODAY, reader)
    return compose_review(found, **{"full": False, **how})


def titles(document: Document) -> list[str]:
    """Return the headings of sections, in their order."""
    heads = (one for one in document.blocks if isinstance(one, Heading) and one.level == 1)
    return [text_of(one.text) for one in heads]


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        (
            *("mentor", "receiving"),
            ["What I am learning", "What I was told", "Calls", "What I gave", "What I take on"],
        ),
        (
            *("coach", "receiving"),
            ["Calls", "What is changing", "What I was told", "Lessons", "What we work on next"],
        ),
        (
            *("sponsor", "receiving"),
            [
                "Who spoke up for me",
                "Calls",
                "Where a word would help next",
                "What I gave back",
            ],
        ),
        (
            *("partner", "equal"),
            ["Calls", "What we promised each other", "What I brought", "What is next for us"],
        ),
        (
            *("mentor", "giving"),
            ["What I said", "Where I put in a word", "What I gave", "What is next"],
        ),
    ],
)
def test_each_kind_of_relationship_has_an_order_and_words_of_its_own(
    kind: str, role: str, expected: list[str]
) -> None:
    """A mentor reads first what I learn, a coach my goals, a sponsor what their word opened."""
    stored = records(kind, role)
    found = titles(page(*stored, reader=stored[1].id))
    assert expected == [want for one in found for want in expected if one.startswith(want)], found


def test_managers_and_executives_read_the_work_first() -> None:
    """The manager then reads skills, promises and what comes next; executives neither of these."""
    manager, executive, mine = (
        titles(page(*records(), reader=one)) for one in ("manager", "exec", "self")
    )
    assert ["Calls", "Skills I am building", "Opportunities taken"] == manager[:3]
    assert "Promises kept" in manager
    assert ["Calls", "Opportunities", "Lessons", "Next"] == executive
    assert {"Feedback", "Given back"} <= {*mine} - {*manager}


def test_every_reader_is_told_work_and_what_comes_next_and_nothing_twice() -> None:
    """No row of the table lacks them, none names a section or a sort twice."""
    for told in READERS.values():
        sections = [one.section for one in told]
        sorts = [sort for one in told for sort in one.most]
        assert {"work", "next"} <= {*sections}
        assert (len(sections), len(sorts)) == (len({*sections}), len({*sorts}))


def rich(words: str) -> tuple[Stored[Any], ...]:
    """Return a year with far more than goes on a sheet, said in these words."""
    number = Number(metric=words, before=Decimal(4), after=Decimal(8), unit="%")
    few = [*"bcdfghjk"]
    return (
        *(objective(f"aim-{n}", kpi=words, baseline=1, target=9) for n in few),
        *(goal(f"goal-{n}", objective=f"aim-{n}", due=day("12-01")) for n in few),
        *(
            win(f"{a}{b}bb-w", "03-01", text=words, objective=f"aim-{a}", numbers=(number,))
            for a in few
            for b in few
        ),
        *(skill(f"skill-{n}", ("09-01", 2), ("10-01", 3)) for n in few),
        *(entry("lesson", f"l{n}bb-l", "09-01", text=words, visibility="shared") for n in few),
        *(opportunity(f"o-{n}", state="accepted", on=day("11-24")) for n in few),
    )


@pytest.mark.parametrize(
    "words", ["short", "words of middling length " * 6, "長い言葉" * 80, "x" * 5000]
)
@pytest.mark.parametrize("reader", ["self", "manager", "exec"])
def test_a_rich_year_is_cut_to_one_sheet(words: str, reader: str) -> None:
    """However much there is and however long it is said: no more rows than a sheet has lines."""
    document = page(*rich(words), reader=reader)
    assert document.tight
    assert 62 > len(render_terminal(document, 96).splitlines()) - 2 * len(titles(document))
    assert "Aim" in render_markdown(document)


def test_what_is_cut_is_the_least_telling() -> None:
    """Wins that reach farthest, with numbers, stay; how many lines are gone is told."""
    more = [
        win(f"{n}bbb-w", "03-01", text=f"Small {n}", objective="aim-b") for n in "bcdfghjklmnpqrstv"
    ]
    far = win("zbbb-w", "01-02", text="The big one", scale="company", objective="aim-b")
    review = build_review(journal_of(objective("aim-b"), *more, far), YEAR, TODAY)
    (section,) = sections_of(review, full=False)
    assert ["objectives/aim-b", "entries/zbbb-w"] == [one.key for one in section.rows[:2]]
    assert 17 == len(section.rows)
    assert 2 == left_out(review)


def test_in_full_each_line_leads_to_its_record() -> None:
    """Marks and records have each other's numbers; the record tells its day and evidence."""
    document = page(*records(), full=True)
    (appendix,) = (one for one in document.blocks if isinstance(one, Appendix))
    told = {text_of(one.text): one for one in appendix.references}
    one = told["win cccc · 1 Mar · Called"]
    assert ["evidence: log"] == [text_of(line) for line in one.sub]
    text = render_markdown(document)
    assert f"**Called** \\[{one.number}]" in text
    assert f"- \\[{one.number}] win `cccc`" in text
    places = [place for one in appendix.references for place in one.places]
    assert sorted(places) == [*range(1, len(places) + 1)]


@pytest.mark.parametrize(
    ("how", "marked", "with_ids"),
    [({}, False, False), ({"full": True}, True, False), ({"cite": True}, True, True)],
)
def test_no_id_stands_on_a_readers_page_unless_asked_for(
    how: dict[str, bool], *, marked: bool, with_ids: bool
) -> None:
    """One sheet names no record; in full it is named by day and title; `cite` adds its id."""
    text = render_markdown(page(*records(), reader="manager", **how))
    assert marked == ("\\[1]" in text)
    assert with_ids == ("`cccc`" in text)
    assert not with_ids or "`calls`" in text


def test_the_appendix_has_only_what_the_reader_may_see() -> None:
    """A private win is in mine, and not in the manager's; nor is evidence that is not for them."""
    private = win("zzzz-hidden", "03-02", visibility="private", evidence="secret minutes")
    mine, theirs = (
        render_markdown(page(*records(), private, reader=one, full=True, cite=True))
        for one in ("self", "manager")
    )
    for words in ("zzzz", "secret minutes"):
        assert words in mine
        assert words not in theirs
