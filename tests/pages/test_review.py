"""The review as a whole: its readers, what it withholds, gaps and next, and how it reads."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.sharing import share
from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref, Stored
from devjournal.models.base import replace
from devjournal.models.entries import Number
from devjournal.models.growth import Rating
from devjournal.pages.phrases import cited
from devjournal.pages.review import Review, build_next, build_review
from devjournal.pages.review_page import compose_review
from devjournal.pages.review_work import build_gaps
from devjournal.pages.withheld import build_seen, build_withheld, compose_withheld
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    changes_of,
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
    topic,
    win,
)

if TYPE_CHECKING:
    import datetime as dt


YEAR = parse_period("2026", TODAY)
RECORDS: tuple[Stored[Any], ...] = (
    person(),
    bound(),
    held("m-1", "09-17 15:00"),
    action("bbbb-draft", "10-01", relationship="priya-mentor"),
    objective("cut-cost"),
    goal("lead", checkin("10-09", 17), baseline=0, target=25, objective="cut-cost"),
    goal("breathe", checkin("10-09"), relationship="priya-mentor"),
    skill("writing", ("09-01", 3), importance=5),
    win("cccc-open", "03-01", objective="cut-cost", credit=("priya-nair",)),
    win("dddd-private", "03-02", visibility="private"),
    win("ffff-for-manager", "03-03", visibility=("manager",)),
    entry("feedback", "gggg-private", "09-17", given_by="priya-nair"),
    entry("lesson", "hhhh-shared", "09-18", visibility="shared"),
    entry("gave", "jjjj-gave", "10-01", relationship="priya-mentor"),
    opportunity("readout", state="accepted", on=day("11-24"), objective="cut-cost"),
)


def review(*stored: Stored[Any], reader: str = "self") -> Review:
    """Return the review of 2026 of a journal of these records."""
    return build_review(journal_of(*stored), YEAR, TODAY, reader)


def shown(reader: str) -> set[str]:
    """Return the ids of all that a reader's review cites."""
    return {ref.id for ref in cited(review(*RECORDS, reader=reader))}


def test_for_self_all_is_there_and_nothing_withheld() -> None:
    """My own review cites every record that says something of the period."""
    assert 0 == review(*RECORDS).withheld
    assert {
        "cut-cost",
        "lead",
        "breathe",
        "writing",
        "cccc-open",
        "dddd-private",
        "ffff-for-manager",
        "gggg-private",
        "hhhh-shared",
        "jjjj-gave",
        "readout",
        "priya-mentor",
    } == shown("self")


@pytest.mark.parametrize(
    ("reader", "ids"),
    [
        (
            "manager",
            {"cut-cost", "lead", "cccc-open", "ffff-for-manager", "hhhh-shared", "readout"},
        ),
        ("exec", {"cut-cost", "cccc-open", "hhhh-shared"}),
        (
            "priya-mentor",
            {"cut-cost", "breathe", "cccc-open", "hhhh-shared", "jjjj-gave", "priya-mentor"},
        ),
        ("stranger", set()),
    ],
)
def test_p033_a_reader_sees_what_reaches_them(reader: str, ids: set[str]) -> None:
    """Each reader's page cites what the table of visibility gives them, and no more."""
    assert ids == shown(reader)


@pytest.mark.parametrize("reader", ["manager", "exec", "priya-mentor", "stranger"])
def test_withheld_counts_what_self_alone_sees(reader: str) -> None:
    """The count is of the records that the page would cite under self."""
    assert len(shown("self") - shown(reader)) == review(*RECORDS, reader=reader).withheld


def test_a_readers_page_is_built_from_what_they_may_see() -> None:
    """Counts and credits come from visible wins too: nothing is told by a number."""
    own, theirs = review(*RECORDS), review(*RECORDS, reader="exec")
    assert (3, 1) == (own.tally.wins, theirs.tally.wins)
    private = review(*RECORDS, person(visibility="private"), reader="exec")
    helpers = [[one.name for one in page.credits] for page in (own, theirs, private)]
    assert [["Priya Nair"], ["Priya Nair"], []] == helpers
    assert theirs.commitments is None


def test_p018_what_still_stings_is_left_out_of_every_page() -> None:
    """A setback being processed hides its opportunity from me, and so from all others."""
    records = (
        objective("cut-cost"),
        opportunity(
            "review", state="delivered", on=day("10-10"), outcome="mixed", objective="cut-cost"
        ),
        entry("setback", "bdxq-hurt", "10-10", opportunity="review"),
    )
    for reader in ("self", "manager"):
        found = review(*records, reader=reader)
        assert ((), (), 0) == (found.opportunities, found.setbacks, found.withheld)


def test_an_empty_journal_has_an_empty_review() -> None:
    """Without records there is no line, for any reader."""
    for reader in ("self", "manager"):
        found = review(reader=reader)
        assert (frozenset(), 0, 0) == (cited(found), found.tally.wins, found.withheld)


def gaps(*stored: Stored[Any], period: str = "2026-Q3") -> dict[str, dt.date | None]:
    """Return what has no evidence in a period, with the day of its last."""
    found = build_gaps(journal_of(*stored), parse_period(period, TODAY), TODAY, frozenset())
    return {gap.record.id: gap.last for gap in found}


def test_what_matters_and_has_no_evidence_is_named_with_its_last_day() -> None:
    """Open objectives and goals and important skills are named: first what never had any."""
    found = gaps(
        objective("cut-cost"),
        goal("lead", checkin("03-01"), checkin("05-01")),
        skill("leadership", ("03-15", 2), importance=4),
        win("bbbb-a", "06-01", objective="gone"),
    )
    assert [("cut-cost", None), ("leadership", day("03-15")), ("lead", day("05-01"))] == list(
        found.items()
    )


def test_evidence_of_any_sort_closes_a_gap() -> None:
    """A win, a rating or a check-in in the period is evidence; a goal's is its objective's."""
    assert {} == gaps(
        objective("a"),
        objective("b"),
        objective("c"),
        goal("of-b", checkin("08-01"), objective="b"),
        goal("of-c", objective="c"),
        skill("by-rating", ("08-01", 2), importance=5),
        skill("by-win", importance=5),
        win("bbbb-a", "08-01", objective="a"),
        win("cccc-b", "08-01", goal="of-c", skill="by-win"),
    )


def test_what_is_closed_paused_or_of_little_weight_is_no_gap() -> None:
    """Only what is open and matters wants evidence."""
    assert {} == gaps(
        objective("a", state="met"),
        goal("b", state="paused"),
        goal("c", state="achieved"),
        skill("d", importance=3),
        skill("e"),
    )


def test_what_began_after_the_period_is_no_gap_in_it() -> None:
    """A goal whose first check-in came later did not fail to show anything before."""
    assert {} == gaps(goal("new", checkin("10-05")))
    assert {"old": day("06-01")} == gaps(goal("old", checkin("06-01"), checkin("10-05")))


def test_p018_what_is_quiet_is_no_gap() -> None:
    """The goal of a setback being processed is left in peace."""
    quiet = frozenset({Ref("goal", "lead")})
    found = build_gaps(journal_of(goal("lead")), parse_period("2026", TODAY), TODAY, quiet)
    assert () == found


def test_a_period_that_is_to_come_has_no_gap() -> None:
    """Nothing can be there yet; and the page says that the period is to come."""
    journal, coming = journal_of(goal("lead")), parse_period("2027", TODAY)
    assert () == build_gaps(journal, coming, TODAY, frozenset())
    text = render_markdown(compose_review(build_review(journal, coming, TODAY)))
    assert "This period is still to come." in text
    assert "devjournal win" not in text


@pytest.mark.parametrize(
    ("created", "words"),
    [
        ("10-01", None),
        ("09-14", "Lead since it was added, 14 Sep"),
        ("2025-09-01", "Lead so far"),
    ],
)
def test_a_goal_is_not_asked_for_evidence_at_once(created: str, words: str | None) -> None:
    """In its first month nothing is missing; one younger than the period says since when."""
    journal = journal_of(goal("lead", created=day(created)))
    page = build_review(journal, parse_period("2026", TODAY), TODAY)
    text = render_markdown(compose_review(page))
    assert (words is not None) == ("No evidence for" in text)
    assert (words or "") in text


def test_next_are_goals_that_fall_due_and_open_opportunities() -> None:
    """What has a day comes first, in order; goals without a day are not next."""
    journal = journal_of(
        goal("lead", due=day("12-10")),
        goal("someday"),
        goal("paused", due=day("12-01"), state="paused"),
        opportunity("talk"),
        opportunity("readout", state="accepted", on=day("11-24")),
        opportunity("done", state="delivered", on=day("11-01")),
    )
    assert [("readout", day("11-24")), ("lead", day("12-10")), ("talk", None)] == [
        (one.record.id, one.on) for one in build_next(journal, TODAY)
    ]


OTHERS = (
    *RECORDS,
    objective("calls", kpi="calls answered", unit="%", baseline=41, target=80, owner="me"),
    goal("answer", checkin("10-01", 64), objective="calls", measure="Calls answered", unit="%"),
    win(
        "kkkk-calls",
        "09-02",
        objective="calls",
        scale="company",
        numbers=(Number(metric="calls answered", before=Decimal(41), after=Decimal(68), unit="%"),),
    ),
    opportunity("an-idea", state="idea", objective="calls", on=day("12-01")),
    skill("numbers", ("10-01", 2)),
)


def page(reader: str, **how: Any) -> str:
    """Return the words of the review for a reader."""
    return render_markdown(compose_review(review(*OTHERS, reader=reader), **how))


@pytest.mark.parametrize("reader", ["manager", "exec"])
def test_a_page_for_others_begins_with_three_lines(reader: str) -> None:
    """What was achieved, reaching farthest; where the aims stand; what comes next."""
    coming = "Readout, 24 Nov" if reader == "manager" else "Cut cost"
    first = page(reader).split("\n\n")[2].splitlines()
    assert ["Achieved", "Aims", "Next"] == [one.split("**")[1] for one in first]
    assert "**Calls**" in first[0]
    # A goal that counts the same says it for those who see it, as it is newer.
    now = "64% on 1 Oct" if reader == "manager" else "68% on 2 Sep"
    assert f"calls answered now {now}, aim 80%" in first[1]
    assert coming in first[2]


def test_a_page_for_others_is_one_to_hand_over() -> None:
    """No ids, unless they are asked for; no homework, no ideas, nothing of what others promised."""
    mine, theirs, cited_page = page("self"), page("manager"), page("manager", cite=True)
    assert "**Aim:** calls answered from 41% to 80%" in theirs
    assert "owner Robin Vale" in theirs
    for words in ("`kkkk`", "wins have", "An idea", "ithheld"):
        assert words not in theirs
        assert words in mine
    assert not [words for words in ("they kept", "No evidence") if words in theirs]
    assert "win `kkkk` · 2 Sep · Calls" in cited_page
    assert "win · 2 Sep · Calls" in theirs
    assert "An idea" not in cited_page
    assert "shown by what I achieved on" not in theirs


def test_my_own_page_says_what_the_others_lack() -> None:
    """How much each of them is not shown, and the command that lists it."""
    found = dict(review(*OTHERS).withheld_from)
    counted = {one: review(*OTHERS, reader=one).withheld for one in ("manager", "exec")}
    assert counted == found
    assert "devjournal review --for exec --withheld" in page("self")


def test_everything_withheld_is_listed_with_what_would_show_it() -> None:
    """As much as the page counts; each command shows it, and what none shows is told apart."""
    journal = journal_of(*OTHERS)
    page = build_withheld(journal, YEAR, TODAY, "manager")
    assert review(*OTHERS, reader="manager").withheld == len(page.held)
    by_id = {one.ref.id: one for one in page.held}
    assert "devjournal opportunity propose an-idea" == by_id["an-idea"].show
    assert by_id["priya-mentor"].show is None
    shared = [one for one in page.held if "share" in (one.show or "")]
    assert "gggg-private" in {one.ref.id for one in shared}
    for one in shared:
        changes = changes_of(*OTHERS)
        stored = changes.journal.get(one.ref[:2])
        assert stored is not None
        share(changes, stored, ["manager"])
        assert one.ref in cited(build_review(changes.journal, YEAR, TODAY, "manager"))
    text = render_markdown(compose_withheld(page))
    assert "devjournal share gggg --with manager" in text


@pytest.mark.parametrize(
    ("reader", "pages"),
    [
        ("manager", ["devjournal review --for manager"]),
        (
            "priya-mentor",
            ["devjournal prep priya-mentor --share", "devjournal review --for priya-mentor"],
        ),
    ],
)
def test_what_a_reader_sees_is_told_with_its_pages(reader: str, pages: list[str]) -> None:
    """The fields that show, and the commands of the pages that have them."""
    ref = Ref("topic", "llll-forecast") if reader != "manager" else Ref("entry", "hhhh-shared")
    journal = journal_of(*OTHERS, topic("llll-forecast", raised_on=day("10-01")))
    seen = build_seen(journal, ref, reader, TODAY, YEAR)
    assert seen is not None
    assert pages[:1] == list(seen.pages)[:1]
    assert "text" in seen.fields
    assert build_seen(journal, Ref("entry", "gggg-private"), reader, TODAY, YEAR) is None


def test_who_reads_it_is_you() -> None:
    """What I gave them, told them and they saw of me is said to them; their name stays mine."""
    writing = skill("writing")
    rating = Rating(on=day("10-02"), level=3, by="priya-nair")
    rated = writing.with_record(replace(writing.record, ratings=(rating,)))
    records = (
        *(one for one in RECORDS if one.ref != rated.ref),
        entry("gave", "nnnn-page", "10-02", relationship="priya-mentor", who="priya-nair"),
        goal("write", skill="writing", relationship="priya-mentor"),
        rated,
    )
    mine, theirs = (
        render_markdown(compose_review(review(*records, reader=one)))
        for one in ("self", "priya-mentor")
    )
    for said in ("to {}**: ", "rated by {}"):
        assert said.format("Priya Nair") in mine
        assert said.format("you") in theirs


def test_p022_a_chance_names_the_goals_that_prepare_it() -> None:
    """Each with how far it is; a goal that is gone is left out, and a stretch is marked."""
    journal = journal_of(
        goal("lead", checkin("10-01", 5), baseline=0, target=10),
        goal("speak"),
        opportunity("talk", prep_goals=("lead", "gone", "speak"), stretch=True),
    )
    page = render_markdown(compose_review(build_review(journal, YEAR, TODAY)))
    assert "Talk, idea, a stretch, prepared by Lead (50%), Speak" in page
