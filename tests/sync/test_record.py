"""Three versions of one file come to one."""

from __future__ import annotations

import pytest

from devjournal.models.registry import class_of
from devjournal.store.toml import decode
from devjournal.sync.record import Clash, Version, merge, merge_lines

LIFE = ("state", "closed_on", "closed_why")
HEAD = 'title = "Draft"\nowner = "me"\n'


def merged(base: str, ours: str, theirs: str, kind: str = "action") -> tuple[str, list[Clash]]:
    """Return the file that two sides' changes come to, and what clashes."""
    sides = [Version(one.encode(), decode(one.encode())) for one in (base, ours, theirs)]
    data, clashes = merge(class_of(kind, sides[1].plain), *sides)
    return data.decode(), list(clashes)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("", "due = 2026-11-01\n", 'note = "a"\n', {"due", "note"}),
        ('note = "a"\n', 'note = "a"\n', "", set()),
        ('note = "a"\n', 'note = "a"\ndue = 2026-11-01\n', "", {"due"}),
        ("", 'note = "a"\n', 'note = "a"\n', {"note"}),
        ("", "mine = 1\n", "yours = 2\n", {"mine", "yours"}),
    ],
)
def test_fields_of_one_side(base: str, ours: str, theirs: str, expected: set[str]) -> None:
    """A field that one side alone changed is as it is there, known to the program or not."""
    text, clashes = merged(HEAD + base, HEAD + ours, HEAD + theirs)
    assert {"title", "owner", *expected} == decode(text.encode()).keys()
    assert [] == clashes


def test_one_field_on_both_sides() -> None:
    """Where both changed a field, ours stays in it and the other is kept beside it, once."""
    base, ours, theirs = (f"{HEAD}due = 2026-11-0{day}\n" for day in (1, 2, 3))
    text, clashes = merged(base, ours, theirs)
    assert [Clash("due", "2026-11-03")] == clashes
    assert f'{ours}\n[[unsettled]]\nname = "due"\nvalue = "2026-11-03"\n' == text
    again, _ = merged(base, text, theirs)
    assert text == again


@pytest.mark.parametrize("swapped", [False, True])
def test_cleared_here_changed_there(*, swapped: bool) -> None:
    """A value beats its absence, whichever side cleared it, and that it was cleared is kept."""
    sides = (HEAD, f'{HEAD}note = "b"\n')
    text, clashes = merged(f'{HEAD}note = "a"\n', *(sides[::-1] if swapped else sides))
    assert "b" == decode(text.encode())["note"]
    assert ["note"] == [one.name for one in clashes]


@pytest.mark.parametrize("swapped", [False, True])
def test_state_and_its_day_are_one(*, swapped: bool) -> None:
    """Done here and dropped there never come to a state of one with the day of the other."""
    done = f'{HEAD}state = "done"\nclosed_on = 2026-10-01\n'
    sides = (done, f'{HEAD}state = "dropped"\nclosed_on = 2026-10-02\nclosed_why = "late"\n')
    ours, theirs = sides[::-1] if swapped else sides
    text, clashes = merged(HEAD, ours, theirs)
    found, meant = (
        {key: one for key, one in decode(file.encode()).items() if key in LIFE}
        for file in (text, ours)
    )
    assert meant == found
    assert "state" in [one.name for one in clashes]


def test_reopened_here_and_noted_there() -> None:
    """A record that one side opened again is open, with what the other wrote meanwhile."""
    done = f'{HEAD}state = "done"\nclosed_on = 2026-10-01\n'
    text, clashes = merged(done, HEAD, f'{done}note = "b"\n')
    assert ({"title", "owner", "note"}, []) == (set(decode(text.encode())), clashes)


GOAL = 'title = "Lead"\n'
CHECKIN = '\n[[checkins]]\non = 2026-10-0{}\nnote = "{}"\n'


def test_elements_of_lists() -> None:
    """Check-ins of both sides are there, each with its own note, as are tags of both."""
    base = f'{GOAL}tags = ["a", "b"]\n{CHECKIN.format(1, "one")}'
    ours = f'{GOAL}tags = ["b", "c"]\n{CHECKIN.format(1, "one")}{CHECKIN.format(2, "two")}'
    theirs = f'{GOAL}tags = ["a", "b", "d"]\n{CHECKIN.format(1, "uno")}{CHECKIN.format(2, "due")}'
    text, clashes = merged(base, ours, theirs, "goal")
    plain = decode(text.encode())
    assert ["b", "c", "d"] == plain["tags"]
    assert ["uno", "two", "due"] == [one["note"] for one in plain["checkins"]]
    assert [] == clashes


def test_an_element_removed_here_and_changed_there() -> None:
    """It is kept, and the other elements stay as they are."""
    base = GOAL + CHECKIN.format(1, "one") + CHECKIN.format(2, "two")
    theirs = GOAL + CHECKIN.format(1, "uno") + CHECKIN.format(2, "two")
    text, _ = merged(base, GOAL + CHECKIN.format(2, "two"), theirs, "goal")
    assert ["uno", "two"] == [one["note"] for one in decode(text.encode())["checkins"]]


def test_an_element_clashes_in_a_field() -> None:
    """What both changed in one check-in is told with its day."""
    base, ours, theirs = (GOAL + CHECKIN.format(1, note) for note in "abc")
    text, clashes = merged(base, ours, theirs, "goal")
    assert [Clash("checkins 2026-10-01.note", '"c"')] == clashes
    assert '[[unsettled]]\nname = "checkins 2026-10-01.note"\nvalue = \'"c"\'\n' in text


def test_comments_of_both_sides() -> None:
    """Comments stay where they stand on both sides, and one beside a value gets a line."""
    base = f"# of the file\n\n{HEAD}due = 2026-11-01\n"
    ours = base.replace("due", "# ours\ndue").replace("Draft", "Final")
    theirs = base.replace("-01\n", "-02  # theirs\n").replace("owner", "# who\nowner")
    text, _ = merged(base, ours, theirs)
    lines = text.split("\n")
    assert lines.index("# who") == lines.index('owner = "me"') - 1
    assert {"# of the file", "# ours", "# theirs"} <= {*lines}
    assert "2026-11-02" in text


def test_comments_of_the_other_side_alone() -> None:
    """Where only they have new comments, the file is laid out as theirs."""
    theirs = f"# why\n{HEAD}  # tail\n\n\n"
    text, _ = merged(HEAD, f'{HEAD}note = "a"\n', theirs)
    assert text.startswith(f"# why\n{HEAD}")
    assert "# tail" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("a b c x", "y a b c", "y a b c x"),
        ("a x c", "a b c y", "a x c y"),
        ("a c", "a b c d", "a c d"),
        ("a x c", "a y c", "a x y c"),
        ("a b c x", "a b c x", "a b c x"),
        ("a b c x", "a b c y", "a b c x y"),
        ("a c", "a y c", "a y c"),
    ],
)
def test_lines_of_texts(ours: str, theirs: str, expected: str) -> None:
    """A long text is merged by lines; of one that both changed both stand there."""
    found = merge_lines(["a", "b", "c"], ours.split(), theirs.split())
    assert expected.split() == found


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [('"private"', '"shared"'), ('"shared"', '"private"'), ('"private"', '["manager"]')],
)
def test_the_narrower_visibility_stays(ours: str, theirs: str) -> None:
    """Of two answers to who may see a record, the one that shows it to fewer stays."""
    base = f'{HEAD}visibility = ["exec"]\n'
    text, clashes = merged(base, f"{HEAD}visibility = {ours}\n", f"{HEAD}visibility = {theirs}\n")
    assert "private" == decode(text.encode())["visibility"]
    assert ["visibility"] == [one.name for one in clashes]
