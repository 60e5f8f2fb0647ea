from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.generate import COUNTS, OPEN, TODAY, WHO, generate
from devjournal import open_journal
from devjournal.models.registry import ALL_KINDS
from devjournal.store import check_journal

if TYPE_CHECKING:
    from pathlib import Path

FACTOR = 0.05


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a generated journal, a twentieth of its full size."""
    folder = tmp_path_factory.mktemp("bench") / "journal"
    generate(folder, seed=1, factor=FACTOR)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file by its path from the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_generated_journal_is_in_order(folder: Path) -> None:
    """Every file is read, and no link dangles."""
    assert () == open_journal(folder).problems(ALL_KINDS)
    assert () == tuple(check_journal(folder, open_journal(folder), TODAY))


def test_it_has_as_many_records_as_it_says(folder: Path) -> None:
    """Each kind has its share, and what is open is what is said to be."""
    journal = open_journal(folder)
    expected = {kind: max(1, round(count * FACTOR)) for kind, count in COUNTS.items()}
    assert expected == {kind: len(journal.all(kind)) for kind in COUNTS}
    still_open = {kind: sum(one.is_open for one in journal.all(kind).values()) for kind in OPEN}
    assert {kind: min(OPEN[kind], expected[kind]) for kind in OPEN} == still_open


def test_somebody_can_be_prepared_for(folder: Path) -> None:
    """The relationship that is timed has a meeting planned and was met before."""
    journal = open_journal(folder)
    assert journal.next_meeting(WHO) is not None
    assert journal.held_with(WHO)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """A journal can be made again anywhere; another seed makes another."""
    generate(tmp_path / "again", seed=1, factor=FACTOR)
    generate(tmp_path / "other", seed=2, factor=FACTOR)
    assert files(folder) == files(tmp_path / "again")
    assert files(folder) != files(tmp_path / "other")
