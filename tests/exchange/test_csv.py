from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from devjournal.exchange.csv import render_csv
from devjournal.models.people import Agreement
from devjournal.models.registry import FOLDERS
from devjournal.pages.listing import build_listing
from devjournal.text import clean
from tests.builders import TODAY, action, bound, checkin, day, goal, journal_of, person, win
from tests.hostile.texts import TEXTS

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal


def read(journal: Journal, word: str) -> list[dict[str, str]]:
    """Return the rows of a list's CSV, as a strict reader has them."""
    rows = build_listing(journal, word, TODAY, everything=True).rows
    file = io.StringIO(render_csv(word, rows), newline="")
    return list(csv.DictReader(file, strict=True))


def test_a_list_has_a_column_for_each_field_and_figures_as_typed() -> None:
    """6.10 keeps its digits, a day is ISO, lists have semicolons, a part is in percent."""
    told = goal(
        *("lead-the-readout", checkin("10-01", "6.10")),
        title='A "quoted", title\nof two lines',
        baseline="0.50",
        target="12.20",
        due=day("11-24"),
        stretch=True,
        tags=("a", "b"),
    )
    (row,) = read(journal_of(told), "goals")
    assert ("lead-the-readout", 'A "quoted", title\nof two lines', "0.50", "12.20") == (
        *(row["id"], row["title"]),
        *(row["baseline"], row["target"]),
    )
    assert ("2026-11-24", "true", "a; b", "48%", "6.10 of 12.20, from 0.50", "") == (
        *(row["due"], row["stretch"], row["tags"]),
        *(row["progress"], row["now"], row["objective"]),
    )
    assert "checkins" not in row


def test_a_table_in_a_record_has_its_columns() -> None:
    """By the names that `set` takes, with a dot."""
    agreed = bound(agreement=Agreement(how="by phone"))
    (row,) = read(journal_of(agreed, person()), "relationships")
    assert ("by phone", "Priya Nair") == (row["agreement.how"], row["who"])


def test_all_entries_share_one_table() -> None:
    """With the fields of every kind of entry; those that one has not are empty."""
    (row,) = read(journal_of(win("bcdf-cut", "10-01")), "entries")
    assert ("win", "Cut", "") == (row["kind"], row["text"], row["given_by"])


@pytest.mark.parametrize("word", [*FOLDERS, "wins", "feedback", "setbacks"])
def test_an_empty_list_has_its_header(word: str) -> None:
    """So a program that reads it knows the columns."""
    text = render_csv(word, build_listing(journal_of(), word, TODAY, everything=True).rows)
    assert text.startswith("id,")
    assert 1 == text.count("\r\n")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\n=1+1", "=HYPERLINK()", "\uff1d1"]
)
def test_what_a_spreadsheet_would_calculate_is_text(text: str) -> None:
    """An apostrophe stands before it; before a number none does, nor before other text."""
    (row,) = read(journal_of(action("bcdf-x", title=text)), "actions")
    assert f"'{clean(text, lines=True)}" == row["title"]
    told = goal("less", checkin("10-01", "-4"), baseline="-5", target="-1", why="1 of 3")
    (row,) = read(journal_of(told), "goals")
    assert ("-5", "-1", "1 of 3") == (row["baseline"], row["target"], row["why"])


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_stays_in_its_cell(name: str) -> None:
    """No row and no column more, and nothing in it acts on a screen that shows the file raw."""
    text = f'{TEXTS[name]}",x\r\n"y'
    rows = build_listing(
        journal_of(action("bcdf-x", title=text)), "actions", TODAY, everything=True
    )
    out = render_csv("actions", rows.rows)
    (row,) = read(journal_of(action("bcdf-x", title=text)), "actions")
    assert None not in row
    assert clean(text, lines=True) == row["title"].removeprefix("'")
    assert clean(out, lines=True) == out.replace("\r\n", "\n")
