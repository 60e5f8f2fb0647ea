"""`review --edit`: a review laid out by its writer, for one period and reader, and no other."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import drafts
from tests.cli.test_editor import editor
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Ran

BOSS = ("review", "--for", "manager", "--period", "cycle")
LESSON = "A number without an owner"
BILL = "Ended a duplicate messaging contract: 34,000 EUR a year saved, no change for guests."


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the program on a copy of the example journal."""
    return Runner(tmp_path / "maya", journal=JOURNALS["maya"])


def laid(maya: Runner, folder: Path, *turns: str, whose: tuple[str, ...] = BOSS, **how: str) -> Ran:
    """Lay a review out in an editor that changes the page's `text` so."""
    folder.mkdir(exist_ok=True)
    maya.environ["EDITOR"] = editor(folder, *turns)
    return maya(*whose, "--edit", **how)


REWORD = f"text = text.replace({BILL!r}, 'One bill less')"
RETITLE = "text = text.replace('## Next {next}', '## What I ask for {next}')"
CUT = f"text = '\\n'.join(one for one in text.split('\\n') if {LESSON!r} not in one)"
FIRST = """\
head, body = text.split("## Promises kept", 1)
mine, rest = body.split("\\n## ", 1)
notes, sections = head.split("\\n## ", 1)
text = f"{notes}\\n## Promises kept{mine}\\n## {sections}\\n## {rest}"
"""


def test_a_review_is_laid_out_and_the_records_stay_as_they_are(
    maya: Runner, tmp_path: Path
) -> None:
    """Sections and lines in the writer's order, their titles and words, and none that they cut."""
    before = maya.files()
    ran = laid(maya, tmp_path, f"{FIRST}{REWORD}\n{RETITLE}\n{CUT}")
    assert 0 == ran.code, ran.err
    assert ["layouts"] == [one.partition("/")[0] for one in maya.files().keys() - before.keys()]
    page = maya.ok(*BOSS)
    assert page.out.index("\nPromises kept\n") < page.out.index("\nCut cost to serve")
    for there, words in ((True, "One bill less"), (True, "What I ask for"), (False, LESSON)):
        assert there == (words in page.out)
        assert there != (words in maya.ok(*BOSS, "--as-is").out)
    assert "as you laid it out" in page.said
    assert LESSON not in maya.ok(*BOSS, "--full").out
    for others in (
        ("--for", "exec", "--period", "cycle"),
        ("--for", "manager", "--period", "2026"),
    ):
        assert "laid it out" not in maya.ok("review", *others).said
    assert [] == drafts()


def test_what_was_cut_comes_back_and_a_new_record_stands_at_its_place(
    maya: Runner, tmp_path: Path
) -> None:
    """What was left out waits at the end of the page; a line that is new goes where it belongs."""
    laid(maya, tmp_path, f"{CUT}\n{REWORD}")
    maya.ok(
        "win",
        "A new one",
        "--objective",
        "cut-cost",
        "--business-line",
        "Far",
        "--scale",
        "company",
    )
    assert "Far" in maya.ok(*BOSS).out
    seen = laid(maya, tmp_path, "text = text.replace('## Left out {out}', '## Lessons {learned}')")
    assert 0 == seen.code, seen.err
    page = maya.ok(*BOSS).out
    assert LESSON in page
    assert "One bill less" in page


def test_a_page_that_says_nothing_forgets_and_undo_brings_it_back(
    maya: Runner, tmp_path: Path
) -> None:
    """So does --forget; either is one step of the history."""
    before = maya.files()
    laid(maya, tmp_path, REWORD)
    assert 0 == laid(maya, tmp_path / "again", "text = ''").code
    for _ in range(2):
        assert before == maya.files()
        maya.ok("undo")
        assert "One bill less" in maya.ok(*BOSS).out
        maya.ok(*BOSS, "--forget")
    assert 7 == maya(*BOSS, "--forget").code


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("text = text.replace('{next}', '{nxet}')", "there is no {nxet}"),
        ("text += '\\nJust words\\n'", "is neither a section nor a line"),
        ("text += '\\n- {wbhd} twice\\n'", "{wbhd} stands here twice"),
        ("text = '- {wbhd} here'", "stands under no section"),
        ("text += '\\n- {bdxq} Sank\\n'", "there is no {bdxq}"),
    ],
)
def test_a_mangled_page_is_told_by_line_and_kept(
    maya: Runner, tmp_path: Path, turn: str, told: str
) -> None:
    """Nothing is written; the text waits in a draft that is named."""
    before = maya.files()
    ran = laid(maya, tmp_path, turn)
    assert (2, before) == (ran.code, maya.files())
    assert told in ran.said
    assert "line " in ran.said
    assert 1 == len(drafts())


def test_no_layout_shows_what_its_reader_may_not_see(maya: Runner, tmp_path: Path) -> None:
    """A line named by hand that is not theirs, or no longer, stands nowhere on their page."""
    laid(maya, tmp_path, REWORD)
    (file,) = maya.root.glob("layouts/review-1-nov-*")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- {fhqb}", "- {bdxq} SANK\n- {fhqb}"), encoding="utf-8")
    for how in ((), ("--full",), ("--json",), ("--cite",)):
        out = maya.ok(*BOSS, *how).out
        assert "One bill less" in out
        assert "SANK" not in out
    maya.ok("unshare", "fhqb")
    for how in ((), ("--full",), ("--json",)):
        assert "One bill less" not in maya.ok(*BOSS, *how).out


def test_in_json_a_reader_gets_the_page_as_it_is_laid_out(maya: Runner, tmp_path: Path) -> None:
    """Neither what was cut, nor what a line said before it was reworded."""
    laid(maya, tmp_path, f"{CUT}\n{REWORD}")
    told = maya.ok(*BOSS, "--json")
    assert "One bill less" in told.out
    for words in (LESSON, BILL, "fhqb"):
        assert words not in told.out
    assert "What stands" not in told.out
    assert "Next" in [one["title"] for one in told.json["sections"]]


def test_a_layout_goes_with_its_records(maya: Runner, tmp_path: Path) -> None:
    """A renamed record keeps its place and words; one that is deleted is passed over."""
    laid(maya, tmp_path, "text = text.replace('} Financial acumen', '} Money')")
    maya.ok("rename", "financial-acumen", "money")
    assert "Money" in maya.ok(*BOSS).out
    maya.ok(
        "delete",
        "financial-acumen" if (maya.root / "skills/financial-acumen.toml").exists() else "money",
        "--with-links",
    )
    page = maya.ok(*BOSS)
    assert "**Money**" not in page.out
    (file,) = maya.root.glob("layouts/review-1-nov-*")
    assert "money" not in tomllib.loads(file.read_text(encoding="utf-8"))["page"]


def test_a_layout_that_cannot_be_read_stops_the_page(maya: Runner, tmp_path: Path) -> None:
    """What its writer cut might be on it; the error names the line, and how to see it without."""
    laid(maya, tmp_path, CUT)
    (file,) = maya.root.glob("layouts/review-1-nov-*")
    whole = file.read_text(encoding="utf-8")
    for broken in (whole.replace("## {next}", "{next}"), whole.replace("title", "title title")):
        file.write_text(broken, encoding="utf-8")
        ran = maya(*BOSS)
        assert (4, "") == (ran.code, ran.out)
        assert "--as-is" in ran.said
    assert 4 == maya("check").code


def test_the_next_manager_does_not_get_what_was_laid_out_for_the_last(
    maya: Runner, tmp_path: Path
) -> None:
    """Words for one are not said to another who comes to be called so."""
    laid(maya, tmp_path, REWORD)
    maya.environ["DEVJOURNAL_TODAY"] = "2026-10-16T09:00"
    maya.ok("set", "me", "manager=tomas-heaney")
    assert "laid it out" not in maya.ok(*BOSS).said
