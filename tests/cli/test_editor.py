"""The editor: a private draft that survives until its text was written."""

from __future__ import annotations

import os
import stat
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from devjournal.cli.editor import command_words
from tests.cli.conftest import drafts
from tests.terminal import Terminal, ended

if TYPE_CHECKING:
    from tests.runner import Ran, Runner

SAY = "text = text.replace('## Notes\\n', '## Notes\\nSaid.\\n', 1)"
WRONG = "text = text.replace('\\ntalk_share:', '\\ntalk_share: 200', 1)"
EMPTY = "text = ''"


@pytest.fixture
def loop(loop: Runner) -> Runner:
    """Return the program on the loop an hour after the meeting, so that no question is asked."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-15T16:30"
    return loop


def editor(folder: Path, *turns: str, code: int = 0, name: str = "edit.py") -> str:
    """Return the command of an editor that changes `text` so at its turns, one each time."""
    script = folder / name
    script.write_text(
        textwrap.dedent(f"""\
        import pathlib, sys
        turns = {list(turns)!r}
        count = pathlib.Path(__file__).with_suffix(".count")
        turn = len(count.read_text()) if count.exists() else 0
        count.write_text("x" * (turn + 1))
        path = pathlib.Path(sys.argv[-1])
        seen = pathlib.Path(__file__).with_suffix(f".{{turn}}.md")
        seen.write_bytes(path.read_bytes())
        facts = {{"text": path.read_text(), "path": path}}
        exec(turns[min(turn, len(turns) - 1)], facts)
        if facts["text"] is not None:
            path.write_text(facts["text"])
        sys.exit({code})
        """)
    )
    return f'"{sys.executable}" "{script}"'


def edited(loop: Runner, command: str, *arguments: str, answers: str = "") -> Ran:
    """Log the meeting with an editor."""
    loop.environ["EDITOR"] = command
    return loop("log", "priya", *arguments, answers=answers)


# What is used


def test_what_was_typed_is_logged_and_the_draft_is_gone(loop: Runner, tmp_path: Path) -> None:
    """The text is in the journal, and nowhere else."""
    ran = edited(loop, editor(tmp_path, SAY))
    assert 0 == ran.code
    assert "Said." == loop.file("meetings/priya-mentor-002.toml")["notes"]
    assert [] == drafts()


def test_the_draft_is_private(loop: Runner, tmp_path: Path) -> None:
    """Folder and file are for the user alone, while the editor has them."""
    modes = tmp_path / "modes"
    turn = (
        "found = [oct(p.stat().st_mode)[-3:] for p in (path, path.parent)];"
        f"open({str(modes)!r}, 'w').write(' '.join(found))"
    )
    edited(loop, editor(tmp_path, turn))
    assert "600 700" == modes.read_text()


def test_visual_goes_before_editor(loop: Runner, tmp_path: Path) -> None:
    """As everywhere; a blank one counts as unset."""
    loop.environ["VISUAL"] = editor(tmp_path, SAY, name="visual.py")
    edited(loop, "false")
    assert (tmp_path / "visual.count").exists()
    loop.environ["VISUAL"] = "  "
    assert 5 == edited(loop, "false", "--on", "15-oct").code


def test_an_editor_may_have_arguments(loop: Runner, tmp_path: Path) -> None:
    """Words in quotes stay together, and there is no shell to read them otherwise."""
    told = tmp_path / "told"
    turn = f"import sys; open({str(told)!r}, 'w').write(repr(sys.argv[1:-1]))"
    edited(loop, f"{editor(tmp_path, turn)} --wait 'two words' '$HOME; touch x' *")
    assert "['--wait', 'two words', '$HOME; touch x', '*']" == told.read_text()


# Nothing to use


def test_an_unchanged_page_is_no_change(loop: Runner, tmp_path: Path) -> None:
    """Exit 0, with a word on editors that return at once. (row 52)"""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, "text = None"))
    assert 0 == ran.code
    assert "no change" in ran.err
    assert "--wait" in ran.err
    assert (before, []) == (loop.files(), drafts())


@pytest.mark.parametrize(
    "turn",
    [EMPTY, "text = '\\n\\n'", "text = '## Notes\\n\\n'", "text = text.replace('- [ ]', '* [ ]')"],
    ids=["empty", "blank", "headings", "other bullets"],
)
def test_a_page_that_says_nothing_changes_nothing(loop: Runner, tmp_path: Path, turn: str) -> None:
    """An emptied page is no log of an empty meeting, and it says so."""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, turn))
    assert 0 == ran.code
    assert "the page says nothing: no change" in ran.err
    assert (before, []) == (loop.files(), drafts())


# Mistakes


def test_mistakes_open_the_page_again_with_what_is_wrong_on_top(
    loop: Runner, tmp_path: Path
) -> None:
    """The lines that are named are those of the page as it is opened again. (row 50)"""
    command = editor(
        tmp_path,
        f"{SAY}; {WRONG};text = text.replace('## I will', '## Ill').replace('\\nwhen:', '\\nwen:')",
        "text = text.replace(' 200', '').replace('## Ill', '## I will').replace('wen:', 'when:')",
    )
    ran = edited(loop, command, answers="y\n")
    assert 0 == ran.code
    assert "Said." == loop.file("meetings/priya-mentor-002.toml")["notes"]
    lines = (tmp_path / "edit.1.md").read_text().splitlines()
    wrong = [line for line in lines if line.startswith("<!-- wrong: ")]
    assert lines[: len(wrong)] == wrong
    assert 3 == len(wrong)
    for comment, start in zip(wrong, ("## Ill", "wen:", "talk_share: 200"), strict=True):
        number = int(comment.split()[3].rstrip(":"))
        assert lines[number - 1].startswith(start)
    assert [] == drafts()


def test_only_the_newest_mistakes_stand_on_top(loop: Runner, tmp_path: Path) -> None:
    """What was mended is not said again, and the lines still fit."""
    command = editor(
        tmp_path,
        f"{SAY}; {WRONG}; text = text.replace('## I will', '## Ill')",
        "text = text.replace('## Ill', '## I will')",
        "text = text.replace(' 200', '')",
    )
    ran = edited(loop, command, answers="y\ny\n")
    assert 0 == ran.code
    lines = (tmp_path / "edit.2.md").read_text().splitlines()
    (comment,) = [line for line in lines if "wrong:" in line]
    assert "talk_share: 200" == lines[int(comment.split()[3].rstrip(":")) - 1]


def test_days_and_ids_are_mistakes_too(loop: Runner, tmp_path: Path) -> None:
    """All of them at once, with what would do."""
    command = editor(
        tmp_path,
        f"{SAY}; text = text.replace('\\nwhen:', '\\nwhen: some day').replace("
        "'## I will\\n', '## I will\\nRead due:12/01\\nGive kind:gift\\n')",
    )
    ran = edited(loop, command, answers="n\n")
    assert 2 == ran.code
    told = {line.split(":")[0] for line in ran.err.splitlines() if line.startswith("line ")}
    assert 3 == len(told)


def test_giving_up_keeps_the_text_and_names_its_place(loop: Runner, tmp_path: Path) -> None:
    """Exit 2, nothing is written, and every letter is still there."""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, f"{SAY}; {WRONG}"), answers="n\n")
    assert 2 == ran.code
    (draft,) = drafts()
    assert f"your text is kept in {draft}" in ran.said
    assert "Said.\n" in draft.read_text()
    assert before == loop.files()


def test_a_kept_text_goes_in_once_it_is_mended(loop: Runner, tmp_path: Path) -> None:
    """What is kept can be read from stdin as it is."""
    edited(loop, editor(tmp_path, f"{SAY}; {WRONG}"), answers="n\n")
    (draft,) = drafts()
    loop.ok("log", "priya", "-", stdin=draft.read_text().replace(" 200", ""))
    assert "Said." == loop.file("meetings/priya-mentor-002.toml")["notes"]


def test_a_second_draft_never_takes_the_place_of_the_first(loop: Runner, tmp_path: Path) -> None:
    """Each has a name of its own."""
    for _ in range(2):
        edited(loop, editor(tmp_path, f"{SAY}; {WRONG}"), answers="n\n")
    assert 2 == len(drafts())


def test_hostile_text_is_shown_as_escapes_on_top(loop: Runner, tmp_path: Path) -> None:
    """Also in the comment, which it can't end."""
    command = editor(
        tmp_path,
        "text = text.replace('\\nwhen:', '\\n--> \\x1b]0;x\\x07:')",
        "text = None",
    )
    ran = edited(loop, command, answers="y\nn\n")
    assert "\x1b" not in ran.err
    top = (tmp_path / "edit.1.md").read_text().splitlines()[0]
    assert top.endswith(" -->")
    assert 1 == top.count("-->")
    assert r"\x1b]0;x\x07" in top


def test_text_that_is_not_in_utf8_is_kept_as_it_is(loop: Runner, tmp_path: Path) -> None:
    """Exit 2 with the line, and no byte is lost."""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, "path.write_bytes(b'## Notes\\ncaf\\xe9\\n'); text = None"))
    assert 2 == ran.code
    assert "line 2: not in UTF-8" in ran.err
    (draft,) = drafts()
    assert str(draft) in ran.err
    assert b"## Notes\ncaf\xe9\n" == draft.read_bytes()
    assert before == loop.files()


# Failures


def test_an_editor_that_fails_leaves_the_journal_and_the_draft(
    loop: Runner, tmp_path: Path
) -> None:
    """Exit 5, and the place of what was typed. (row 51)"""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, SAY, code=3))
    assert 5 == ran.code
    assert "the editor ended with 3; nothing was written" in ran.err
    (draft,) = drafts()
    assert str(draft) in ran.err
    assert "Said." in draft.read_text()
    assert before == loop.files()


def test_a_write_that_fails_keeps_the_text(loop: Runner, tmp_path: Path) -> None:
    """Somebody changed the meeting while the editor was open: exit 5, and nothing is lost."""
    path = loop.root / "meetings" / "priya-mentor-002.toml"
    change = f"p = type(path)({str(path)!r}); p.write_text(p.read_text() + '# mine\\n')"
    ran = edited(loop, editor(tmp_path, f"{SAY}; {change}"))
    assert 5 == ran.code
    (draft,) = drafts()
    assert str(draft) in ran.err
    assert "# mine\n" in path.read_text()
    assert "held" not in path.read_text()


@pytest.mark.parametrize("way", ["editor", "stdin"])
def test_a_mistake_of_the_program_keeps_the_text(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Whatever goes wrong, what was typed is not lost, and its place is named."""

    def fail(*_: object) -> NoReturn:
        raise RuntimeError("broken")

    monkeypatch.setattr("devjournal.cli.commands.log.log_meeting", fail)
    if way == "editor":
        ran = edited(loop, editor(tmp_path, SAY))
    else:
        ran = loop("log", "priya", "-", stdin="## Notes\nSaid.\n")
    assert 1 == ran.code
    (draft,) = drafts()
    assert str(draft) in ran.err.replace("\n", "")
    assert "Said." in draft.read_text()


@pytest.mark.parametrize(
    ("command", "name"),
    [("no-such-editor", "no-such-editor"), ("'/nowhere/at all/ed' -w", "/nowhere/at all/ed")],
)
def test_an_editor_that_is_not_there_is_named(loop: Runner, command: str, name: str) -> None:
    """Exit 2, how to set another, and no draft of an empty page stays."""
    ran = edited(loop, command)
    assert 2 == ran.code
    assert f"can't run the editor {name}: No such file or directory" in ran.err
    assert "set VISUAL or EDITOR" in ran.err
    assert [] == drafts()


def test_quotes_that_do_not_close_are_no_command(loop: Runner) -> None:
    """Exit 2, naming the variable."""
    ran = edited(loop, "vi 'x")
    assert 2 == ran.code
    assert "EDITOR is no command: vi 'x" in ran.err


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (r"C:\Tools\ed.exe --wait", [r"C:\Tools\ed.exe", "--wait"]),
        (r'"C:\Program Files\Ed\ed.exe" --wait', [r"C:\Program Files\Ed\ed.exe", "--wait"]),
        ("  ", []),
    ],
)
def test_a_backslash_is_a_letter_on_windows(told: str, expected: list[str]) -> None:
    """Paths are written so there; quotes still hold words together."""
    assert expected == command_words(told, of_windows=True)


def test_without_any_editor_the_usual_ones_are_tried(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nano, then vi; where there is neither, it says how to set one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = loop("log", "priya", answers="")
    assert 2 == ran.code
    assert "set VISUAL or EDITOR" in ran.err
    stand_in = tmp_path / "vi"
    stand_in.write_text(f'#!/bin/sh\nexec {editor(tmp_path, SAY)} "$@"\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    loop.ok("log", "priya", answers="")
    assert "Said." == loop.file("meetings/priya-mentor-002.toml")["notes"]


def test_a_dry_run_writes_nothing_and_keeps_what_was_typed(loop: Runner, tmp_path: Path) -> None:
    """It says what would be written, and where the text is."""
    before = loop.files()
    ran = edited(loop, editor(tmp_path, SAY), "--dry-run")
    assert 0 == ran.code
    assert "would: meeting priya-mentor-002 held" in ran.err
    (draft,) = drafts()
    assert str(draft) in ran.err
    assert "Said." in draft.read_text()
    assert before == loop.files()


# On a real terminal


def test_the_editor_has_the_terminal(loop: Runner, terminal: Terminal, tmp_path: Path) -> None:
    """It is opened, refused, opened again with the mistakes, and logged at last."""
    terminal.clock = loop.environ["DEVJOURNAL_TODAY"]
    command = editor(tmp_path, f"{SAY}; {WRONG}", "text = text.replace(' 200', '')")
    child = terminal("log", "priya", EDITOR=command)
    child.expect_exact('"200" is not a whole number from 0 to 100')
    child.expect_exact("Open it again? (y/N): ")
    child.sendline("y")
    child.expect_exact("meeting priya-mentor-002 held")
    assert 0 == ended(child)
    assert "wrong: line" in (tmp_path / "edit.1.md").read_text()


def test_a_page_that_was_refused_is_offered_again(loop: Runner, tmp_path: Path) -> None:
    """Whoever goes on finds what they typed, and once it is logged the page is gone."""
    edited(loop, editor(tmp_path, f"{SAY}; {WRONG}"), answers="n\n")
    (kept,) = drafts()
    ran = edited(loop, editor(tmp_path, "text = None"), answers="n\n")
    assert f"was not written: {kept}" in ran.said
    assert [kept] == drafts()
    mended = editor(tmp_path, "text = text.replace(' 200', '')")
    assert 0 == edited(loop, mended, answers="y\n").code
    assert "Said." == loop.file("meetings/priya-mentor-002.toml")["notes"]
    assert [] == drafts()


def test_a_page_that_was_refused_may_be_thrown_away(loop: Runner, tmp_path: Path) -> None:
    """A new page is begun then."""
    edited(loop, editor(tmp_path, f"{SAY}; {WRONG}"), answers="n\n")
    assert 0 == edited(loop, editor(tmp_path, "text = None"), answers="d\n").code
    assert [] == drafts()


def test_ctrl_c_in_the_editor_is_the_editors_own(
    loop: Runner, terminal: Terminal, tmp_path: Path
) -> None:
    """An editor that goes on after Ctrl-C is waited for, and its text is logged."""
    terminal.clock = loop.environ["DEVJOURNAL_TODAY"]
    wait = (
        "import signal, time; hit = []; signal.signal(signal.SIGINT, lambda *_: hit.append(1));"
        "print('waiting', flush=True)\nwhile not hit: time.sleep(0.01)\n"
    )
    child = terminal("log", "priya", EDITOR=editor(tmp_path, f"{wait}{SAY}"))
    child.expect_exact("waiting")
    child.sendintr()
    child.expect_exact("meeting priya-mentor-002 held")
    assert 0 == ended(child)


def test_ctrl_c_at_the_question_names_the_draft(
    loop: Runner, terminal: Terminal, tmp_path: Path
) -> None:
    """Exit 130, and the text is not lost."""
    terminal.clock = loop.environ["DEVJOURNAL_TODAY"]
    child = terminal("log", "priya", EDITOR=editor(tmp_path, f"{SAY}; {WRONG}"))
    child.expect_exact("Open it again? (y/N): ")
    child.sendintr()
    child.expect_exact("interrupted")
    child.expect_exact("your text is kept in")
    assert 130 == ended(child)
    (draft,) = drafts()
    assert "Said." in draft.read_text()


def test_no_editor_opens_without_a_terminal(loop: Runner, tmp_path: Path) -> None:
    """Exit 2 with the flags that say it; nothing waits for nobody. (row 64)"""
    loop.environ["EDITOR"] = editor(tmp_path, SAY)
    ran = loop("log", "priya")
    assert 2 == ran.code
    assert "--note" in ran.err
    assert "the page on stdin" in ran.err
    assert not os.path.lexists(tmp_path / "edit.count")


def test_another_manager_is_not_edited_in(loop: Runner, tmp_path: Path) -> None:
    """Exit 7, with the command that keeps from them what the former one was shown; it runs."""
    before = loop.files()
    loop.environ["EDITOR"] = editor(tmp_path, "text = text.replace('ruth-adler', 'priya-nair')")
    ran = loop("edit", "me")
    assert (7, before) == (ran.code, loop.files())
    assert "devjournal set me manager=priya-nair" in ran.err
    loop.ok("set", "me", "manager=priya-nair")
    assert "ruth-adler" == loop.file("journal.toml")["former_managers"][0]["person"]
