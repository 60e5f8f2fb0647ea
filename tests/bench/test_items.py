from __future__ import annotations

import datetime as dt

import pytest

from bench.generate import TODAY
from bench.items import NUMBER, Item, items, to_ics, to_jrnl, to_record, to_taskwarrior, to_todo_txt
from devjournal.models import validation
from devjournal.models.meetings import Action

OPEN = Item("bcdf-slide", "Cut slide 2, then 3", dt.date(2026, 10, 1), dt.date(2026, 10, 9))
DONE = OPEN._replace(done=dt.date(2026, 10, 7))


def test_each_program_gets_as_many_items() -> None:
    """There are 3,000 of them, of which 25 are open, the oldest first, and each is made so far."""
    made = items()
    assert (NUMBER, 25) == (len(made), sum(item.done is None for item in made))
    assert [item.created for item in made] == sorted(item.created for item in made)
    assert made[-1].created <= TODAY
    assert len(made) == len({item.id for item in made})


@pytest.mark.parametrize("item", [OPEN, DONE])
def test_devjournal_takes_an_item(item: Item) -> None:
    """It is a record that validation lets in, open or done."""
    kind, _, plain = to_record(item)
    record = validation.admit(kind, plain)
    assert isinstance(record, Action)
    assert record.is_open == (item.done is None)


def test_jrnl_gets_an_entry() -> None:
    """A star says that it is open."""
    assert "[2026-10-01 09:00:00 AM] Cut slide 2, then 3. *\n\n" == to_jrnl(OPEN)
    assert "[2026-10-01 09:00:00 AM] Cut slide 2, then 3.\n\n" == to_jrnl(DONE)


def test_topydo_gets_a_line() -> None:
    """As todo.txt has it: done first, then made."""
    assert "2026-10-01 Cut slide 2, then 3 due:2026-10-09\n" == to_todo_txt(OPEN)
    assert "x 2026-10-07 2026-10-01 Cut slide 2, then 3 due:2026-10-09\n" == to_todo_txt(DONE)


def test_todoman_gets_a_calendar() -> None:
    """With the line ends and the escapes of iCalendar."""
    lines = to_ics(DONE).split("\r\n")
    assert "SUMMARY:Cut slide 2\\, then 3" in lines
    assert {"STATUS:COMPLETED", "COMPLETED:20261007T090000Z"} <= set(lines)
    assert "STATUS:NEEDS-ACTION" in to_ics(OPEN).split("\r\n")


def test_taskwarrior_gets_a_task() -> None:
    """What is done has its end."""
    assert {
        "description": "Cut slide 2, then 3",
        "entry": "20261001T080000Z",
        "due": "20261009T000000Z",
        "status": "pending",
    } == to_taskwarrior(OPEN)
    assert ("completed", "20261007T090000Z") == (
        to_taskwarrior(DONE)["status"],
        to_taskwarrior(DONE)["end"],
    )
