"""Lists for a script and for a choice: a record a line in a pipe, filters, an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devjournal.models.registry import ENTRY_KINDS, FOLDERS
from devjournal.pages.listing import orders
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = 5


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the program on the example journal of Maya, who has mentors."""
    return Runner(tmp_path, journal=JOURNALS["maya"])


def ids(maya: Runner, *arguments: str) -> list[str]:
    """Return the short ids of what a list in a pipe holds, in its order."""
    rows = maya.ok(*arguments).out.splitlines()
    return [row.partition("\t")[0].partition("/")[2] for row in rows]


def titles(maya: Runner, *arguments: str) -> list[str]:
    """Return the first words of the titles of what a list in a pipe holds."""
    return [row.split("\t")[4].split()[0] for row in maya.ok(*arguments).out.splitlines()]


@pytest.mark.parametrize(
    "command",
    ["list actions --all", "list entries --all", "list relationships", "search the --all"],
)
def test_a_list_in_a_pipe_is_a_record_a_line(maya: Runner, command: str) -> None:
    """Five parts between tabs, none of them empty, however narrow; whole, and it works as typed."""
    maya.environ["COLUMNS"] = "40"
    rows = [row.split("\t") for row in maya.ok(*command.split()).out.splitlines()]
    assert {COLUMNS} == {len(row) for row in rows}
    assert "" not in {part for row in rows for part in row}
    assert 0 == maya("show", rows[-1][0]).code


@pytest.mark.parametrize("example", ["maya", "signe"])
@pytest.mark.parametrize("kind", [*(kind.plural for kind in FOLDERS.values()), *ENTRY_KINDS])
def test_every_kind_has_its_lines(tmp_path: Path, kind: str, example: str) -> None:
    """Each record of the examples has one, in any order that can be asked for."""
    runner = Runner(tmp_path, journal=JOURNALS[example])
    count = len(runner.ok("list", kind, "--all", "--json").json["rows"])
    for order in orders(kind):
        rows = runner.ok("list", kind, "--all", "--sort", order).out.splitlines()
        assert (count, {COLUMNS} if count else set()) == (
            len(rows),
            {len(row.split("\t")) for row in rows},
        )


def test_what_is_unset_is_a_dash(runner: Runner) -> None:
    """A meeting of no kind, an action of nobody and without a day are rows as all others."""
    runner.ok("meet", "Ana Ito", "--as", "mentor", "--purpose", "x", "--next", "15-oct 15:00")
    runner.ok("action", "Write")
    row = "meetings/ana-mentor-001\t2026-10-15T15:00\tplanned\tAna Ito\t-\n"
    assert row == runner.ok("list", "meetings").out
    assert "actions/bcdf-write\t-\topen\t-\tWrite\n" == runner.ok("list", "actions").out


def test_a_text_of_many_lines_is_one_line_and_hostile_letters_are_shown(runner: Runner) -> None:
    """Neither a line's end nor a tab in a text makes a column or a row; no escape acts."""
    runner.ok("note", "first\nsecond\tthird \x1b[31m")
    *_, title = runner.ok("list", "notes").out.rstrip("\n").split("\t")
    assert r"first second third \x1b[31m" == title


def test_in_a_pipe_only_records_go_to_stdout(maya: Runner) -> None:
    """How many are closed is talk, and so is that there is nothing."""
    ran = maya.ok("list", "actions")
    assert ("closed" in ran.err, "closed" in ran.out) == (True, False)
    ran = maya.ok("list", "actions", "--tag", "nothing bears this")
    assert ("", True) == (ran.out, "No actions like that." in ran.err)


def test_a_history_in_a_pipe_is_a_step_a_line(runner: Runner) -> None:
    """Its moment, what was done, and whether it still is."""
    runner.ok("note", "one two")
    runner.ok("note", "three")
    runner.ok("undo")
    rows = [row.split("\t") for row in runner.ok("history").out.splitlines()]
    assert ["undone", "-"] == [row[2] for row in rows]
    assert ["2026-10-14 09:00"] * 2 == [row[0] for row in rows]


@pytest.mark.parametrize(
    ("command", "first_words"),
    [
        ("list actions --who priya", ["Intro", "Cost-to-serve"]),
        ("list actions --who priya-mentor --late", ["Intro"]),
        ("list actions --who ANAKA", ["Collect", "Measure"]),
        ("list actions --late", ["Ask", "Intro"]),
        ("list actions --since 14-oct --until fri", ["Cost-to-serve"]),
        ("list topics --until 12-sep", ["Q4"]),
        ("list goals --until 30-nov --sort -due", ["Lead", "Breathe", "Ten"]),
        ("list wins --since 2026-10-01", ["September"]),
        ("list topics --sort -minutes --who tomas", ["What", "Is"]),
        ("search storm --kind wins --since 1-aug", ["Storm"]),
        ("search storm --who priya --kind topics", ["My", "Q4"]),
    ],
)
def test_filters_and_order(maya: Runner, command: str, first_words: list[str]) -> None:
    """Somebody by any part of a name, what is late, days, an order: alone and together."""
    assert first_words == titles(maya, *command.split())


def test_a_tag_is_found_as_it_is_read(runner: Runner) -> None:
    """Whatever its case and accents; of several tags a record bears all."""
    runner.ok("note", "one", "--tag", "Évora", "--tag", "trip")
    runner.ok("note", "two", "--tag", "evora")
    assert ["one", "two"] == sorted(titles(runner, "list", "notes", "--tag", "evora"))
    assert ["one"] == titles(runner, "list", "notes", "--tag", "evora", "--tag", "trip")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("list skills --late", 2, "--late means nothing for skills there are --who, --tag"),
        ("list people --since fri", 2, "--since means nothing for people"),
        ("search x --kind wins --late", 2, "--late means nothing for wins there are --who, --tag"),
        ("list actions --sort dew", 2, "did you mean due? one of title, owner, due"),
        ("list actions --who nobody-here", 3, "nobody here is called 'nobody-here'"),
        ("list actions --since 12/01", 2, "12/01"),
        ("list wins --since 1-feb --until 1-jan", 2, "a period cannot end on Thu 1 Jan 2026"),
        ("search cost --since 1-feb --until 1-jan", 2, "give the earlier day first"),
        ("list actions --who=", 2, "--who is empty"),
        ("list actions --tag=", 2, "--tag is empty"),
        ("list nothings --late", 2, "no kind of record is called 'nothings'"),
    ],
)
def test_a_filter_that_means_nothing_names_those_that_do(
    maya: Runner, command: str, code: int, said: str
) -> None:
    """Nothing is listed as if the flag were not there."""
    ran = maya(*command.split())
    assert (code, "", True) == (ran.code, ran.out, said in ran.said), ran


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("list actions --until 24-dec", "--until 24-dec: Thu 24 Dec 2026"),
        ("list actions --until mon", "--until mon: Mon 19 Oct 2026"),
        ("list meetings --until 30-sep", "--until 30-sep: Wed 30 Sep 2026"),
        ("list meetings --since 1-sep", "--since 1-sep: Tue 1 Sep 2026"),
        ("list wins --until 24-dec", "--until 24-dec: Wed 24 Dec 2025"),
    ],
)
def test_a_day_that_leaves_its_year_open_is_told_as_it_was_understood(
    maya: Runner, flags: str, said: str
) -> None:
    """The nearest, where days may be to come; the last one, where all of them have been."""
    assert said in maya.ok(*flags.split()).said


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("show survives", "A roster that survives a storm"),
        ("show acumen", "Financial acumen"),
        ("show indqvist", "Zoë Lindqvist"),
        ("show goals/readout", "Lead the readout"),
        ("goal checkin readout --health on_track", "lead-the-readout"),
        ("log partner --dry-run --note x --on 13-oct --extra", "misaki-partner-006"),
        ("prep relationships/priya-mentor", "Priya Nair"),
        ("prep priya --for relationships/priya-mentor", "Priya"),
    ],
)
def test_a_record_is_found_by_a_part_of_what_it_is_called(
    maya: Runner, command: str, found: str
) -> None:
    """Somebody wherever a WHO is taken, what has a title by any part of it, an id with its kind."""
    ran = maya.ok(*command.split())
    assert found in ran.out + ran.err


@pytest.mark.parametrize(("text", "code"), [("storm", 3), ("ea", 3), ("zz", 3)])
def test_a_part_that_fits_several_or_is_too_short_inside_a_word_is_none(
    maya: Runner, text: str, code: int
) -> None:
    """Two letters find nothing inside a word: they may be those of a record that is gone."""
    assert code == maya("show", text).code


def test_a_record_with_letters_is_not_found_by_its_title(maya: Runner) -> None:
    """A slip in the letters marks nothing else done."""
    before = maya.files()
    assert 3 == maya("done", "intro").code
    assert before == maya.files()
