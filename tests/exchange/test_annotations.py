from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from devjournal.cli.app import execute
from devjournal.exchange.annotations import render_annotations
from devjournal.journal.stored import Problem
from tests.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem("goals/x.toml", "due: is no day", 3, 7, "due = 1\n      ^"),
            "::error file=goals/x.toml,line=3,col=7,title=devjournal check::due: is no day",
        ),
        (
            Problem("goals/x.toml", "unknown key", 3, hint="did you mean due?", level="warning"),
            "::warning file=goals/x.toml,line=3,title=devjournal check"
            "::unknown key%0Adid you mean due?",
        ),
        (
            Problem("a, b:100%.toml", "100%: no\r\nend", level="warning"),
            "::warning file=a%2C b%3A100%25.toml,title=devjournal check::100%25: no%0D%0Aend",
        ),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    """File, line and column as far as they are known; what would end a part is escaped."""
    assert f"{line}\n" == render_annotations([problem], "")


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """On stdout, from where the workflow runs; the exit code and --json are as ever."""
    runner = Runner(tmp_path)
    (runner.root / "goals").mkdir()
    (runner.root / "goals" / "one.toml").write_text('title = "One"\ndue = "soon"\n')
    (runner.root / "goals" / "two.toml").write_text("title = \n")
    ran = runner("check", "--format", "github")
    assert (4, "") == (ran.code, ran.err)
    assert ["goals/one.toml,line=2,col=7", "goals/two.toml,line=1,col=9"] == [
        line.removeprefix("::error file=").partition(",title=")[0]
        for line in ran.out.splitlines()
        if line.startswith("::error ")
    ]
    told = runner("check", "--format", "github", "--json").json["problems"]
    assert len(told) == len(ran.out.splitlines())
    assert 2 == runner("check", "--format", "sarif").code
    stdout = io.StringIO()
    out = runner.system(cwd=tmp_path, stdout=stdout)
    assert 4 == execute(["--journal", "journal", "check", "--format", "github"], out)
    assert "file=journal/goals/one.toml," in stdout.getvalue()
    for file in (runner.root / "goals").iterdir():
        file.unlink()
    runner.ok("check", "--fix")
    assert "" == runner.ok("check", "--format", "github").out
