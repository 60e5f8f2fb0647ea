from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import devjournal
from devjournal import open_journal
from devjournal.errors import NotFound
from tests.terminal import SOURCE

LOOP = Path(__file__).parent / "journals" / "loop"


def test_a_script_opens_a_journal() -> None:
    """What the commands use, a script has: records by kind, and what is wrong with files."""
    journal = open_journal(LOOP)
    late = [action for action in journal.actions if action.record.is_open]
    assert {"bxhq-intro-to-dana", "kwdf-cost-to-serve-draft-for-priya"} == {a.id for a in late}
    assert () == journal.problems(["action"])


def test_a_script_leaves_no_trace(tmp_path: Path) -> None:
    """It reads without a cache, and writes nothing."""
    assert open_journal(str(LOOP)).people
    assert not (Path.home() / "cache").exists()
    assert [] == list(tmp_path.iterdir())


def test_home_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the example of the package."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "journal").symlink_to(LOOP)
    assert "Robin Vale" == open_journal("~/journal").profile.record.name  # type: ignore[union-attr]  # there is one


def test_a_folder_without_a_journal_is_told(tmp_path: Path) -> None:
    """With how to make one."""
    with pytest.raises(NotFound, match="there is no journal in") as refused:
        open_journal(tmp_path)
    assert "devjournal init" in str(refused.value.hint)


@pytest.mark.parametrize("name", devjournal.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Under the name that it has at home."""
    assert name == getattr(devjournal, name).__name__


def test_names_that_are_none_are_told() -> None:
    """As any module would; all public ones are listed."""
    with pytest.raises(AttributeError, match="no attribute 'open_jurnal'"):
        _ = devjournal.open_jurnal
    assert {*devjournal.__all__, "__version__"} == set(dir(devjournal))


def test_importing_the_package_imports_nothing_else() -> None:
    """A name is imported when it is used."""
    heavy = ("pydantic", "rich", "typer", "tomli", "zoneinfo")
    script = (
        "import sys; import devjournal;"
        f"print([n for n in sys.modules if n.startswith('devjournal.') or n in {heavy!r}])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "[]" == ran.stdout.strip()
