"""jrnl 4.6, from an environment beside the readers: both ways."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.exchange.readers import READERS_FOLDER, need
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture
def jrnl(tmp_path: Path) -> Callable[..., str]:
    """Return jrnl with an empty journal of its own."""
    program = need(READERS_FOLDER / "venv" / "bin" / "jrnl", "jrnl")
    config = tmp_path / "jrnl.yaml"
    config.write_text(
        f"version: v4.6\njournals:\n  default:\n    journal: {tmp_path / 'jrnl.txt'}\n"
        "editor: ''\nencrypt: false\ndefault_hour: 9\ndefault_minute: 0\n"
        "timeformat: '%Y-%m-%d %H:%M'\ntagsymbols: '@'\nhighlight: false\ntemplate: false\n"
        "linewrap: 79\nindent_character: '|'\ndisplay_format: null\n"
        "colors: {body: none, date: none, tags: none, title: none}\n",
        encoding="utf-8",
    )

    def run(*words: str) -> str:
        ran = subprocess.run(
            [program, "--config-file", str(config), *words],
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return ran.stdout

    return run


def test_jrnl_has_each_entry_once_and_on_its_day(jrnl: Callable[..., str], tmp_path: Path) -> None:
    """None with a star, none cut in two; what it exports is here already."""
    there = Runner(tmp_path / "there", journal=JOURNALS["maya"])
    there.ok("note", "**Bold** words\n[2026-10-03 09:00] no entry", "--on", "2026-10-02")
    there.ok("export", "jrnl", "--output", str(tmp_path / "entries.txt"))
    jrnl("--import", "--file", str(tmp_path / "entries.txt"))
    exported = jrnl("--format", "json")
    found = json.loads(exported)["entries"]
    days = (there.file(f"entries/{path.name}")["on"] for path in (there.root / "entries").iterdir())
    assert sorted(map(str, days)) == sorted(one["date"] for one in found)
    assert not any(one["starred"] for one in found)
    ran = there.ok("import", "jrnl", "-", stdin=exported)
    assert f"{len(found) - 1} here already" in ran.said  # the bold one has its dots now
    assert "no change" in there.ok("import", "jrnl", "-", stdin=exported).said


def test_what_jrnl_wrote_comes(jrnl: Callable[..., str], fresh: Runner) -> None:
    """With its stars and tags, on its days."""
    jrnl("2026-10-01 15:00:", "Spoke with @priya. It went well.\n\n[ ] not a box")
    jrnl("2026-10-02 10:00: * A good day @win")
    exported = jrnl("--format", "json")
    fresh.ok("import", "jrnl", "-", stdin=exported)
    entries = [fresh.file(f"entries/{path.name}") for path in (fresh.root / "entries").iterdir()]
    told = {(str(one["on"]), one["kind"], *one["tags"]): one["text"] for one in entries}
    assert {("2026-10-01", "note", "priya"), ("2026-10-02", "win", "starred")} == told.keys()
    assert "[ ] not a box" in told["2026-10-01", "note", "priya"]
    assert "no change" in fresh.ok("import", "jrnl", "-", stdin=exported).said
