"""`purge`: a record forgotten for good, in all that the program keeps."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

RIVAL = "Leave for a rival"


def kept(loop: Runner) -> list[Path]:
    """Return every file, in the journal or beside it, that still tells the secret."""
    beside = [
        Path(platformdirs.user_cache_dir("devjournal")),
        Path(platformdirs.user_state_dir("devjournal")),
    ]
    places = [loop.root, *beside]
    return [
        path
        for place in places
        for path in place.rglob("*")
        if path.is_file() and RIVAL.encode() in path.read_bytes()
    ]


@pytest.fixture
def secret(loop: Runner) -> str:
    """Tell the secret, and let it get everywhere; return the record's id."""
    loop.ok("action", RIVAL, "--for", "priya")
    loop.ok("action", "Something else")
    (path,) = (loop.root / "actions").glob("*leave-for-a-rival.toml")
    loop.ok("done", path.stem[:4])
    loop.ok("undo")
    loop.ok("log", "priya", "--on", "14-oct", "--extra", "--note", "x", "--done", path.stem[:4])
    copy = path.with_name(f"{path.stem}.conflict-0a1b.toml")
    copy.write_bytes(path.read_bytes())
    loop.environ["EDITOR"] = "sed -i s/owner/ownr/"
    assert 4 == loop("edit", path.stem).code
    del loop.environ["EDITOR"]
    time.sleep(0.2)  # what has just changed is not cached yet
    loop.ok("list", "actions")
    assert {"actions", "history", "drafts"} < {part for path in kept(loop) for part in path.parts}
    assert [path for path in kept(loop) if path.name == "action.cache"]
    return path.stem


def test_nothing_tells_it_any_more(loop: Runner, secret: str) -> None:
    """Its file, its copies, the history, drafts and cache; what is out of reach is said."""
    ran = loop.ok("purge", secret, "--yes")
    assert [] == kept(loop)
    assert f"action {secret} is forgotten" in ran.said
    assert "git's history" in ran.said
    assert "your editor's backups" in ran.said
    assert RIVAL not in loop.ok("history").out
    assert 3 == loop("show", secret).code


def test_what_else_was_done_can_still_be_undone(loop: Runner, secret: str) -> None:
    """Steps that touched other files too keep those, under other words."""
    before = loop.files()
    loop.ok("purge", secret, "--yes")
    assert "(purged)" in loop.ok("history").out
    assert before.keys() - loop.files().keys()
    loop.ok("undo")
    assert not [path for path in loop.files() if "priya-mentor-003" in path]
    loop.ok("undo")
    assert not [path for path in loop.files() if "something-else" in path]
    assert [] == kept(loop)


def test_after_it_was_deleted_by_hand(loop: Runner, secret: str) -> None:
    """What the history keeps of a file that is gone is forgotten by folder and id."""
    (loop.root / "actions" / f"{secret}.toml").unlink()
    loop.ok("purge", f"actions/{secret}", "--yes")
    assert [] == kept(loop)
    ran = loop("purge", f"actions/{secret}", "--yes")
    assert 3 == ran.code
    assert "nothing is kept" in ran.err


def test_file_that_can_not_be_read(loop: Runner, secret: str) -> None:
    """A bad file can be forgotten like any other."""
    (loop.root / "actions" / f"{secret}.toml").write_text(f"title = {RIVAL}")
    loop.ok("purge", f"actions/{secret}", "--yes")
    assert [] == kept(loop)


def test_damaged_log_that_was_moved_aside(loop: Runner, secret: str) -> None:
    """What was kept for a person to read is removed too, if it speaks of the record."""
    (step, *_) = (loop.root / ".devjournal" / "history").glob("*.json")
    step.write_bytes(step.read_bytes()[:-3])
    loop.ok("check", "--fix")
    loop.ok("purge", secret, "--yes")
    assert [] == kept(loop)


def test_others_with_like_names_are_left_alone(loop: Runner) -> None:
    """Neither a draft nor a step of a record whose id only begins like it."""
    for name in ("a", "ab"):
        (loop.root / "actions" / f"{name}.toml").write_text('title = "A plan"\nowner = "me"\n')
        loop.ok("set", name, "due=22-oct")
        loop.environ["EDITOR"] = "sed -i s/owner/ownr/"
        assert 4 == loop("edit", name).code
    drafts = Path(loop.ok("where", "--json").json["drafts"])
    loop.ok("purge", "actions/a", "--yes")
    assert ["edit-action-ab"] == [path.name.partition(".")[0] for path in drafts.iterdir()]
    loop.ok("undo")
    assert 'title = "A plan"\nowner = "me"\n' == (loop.root / "actions" / "ab.toml").read_text()


def test_it_asks_first(loop: Runner, secret: str) -> None:
    """A no is exit 1 and changes nothing; without a terminal --yes is needed."""
    before = kept(loop)
    assert 2 == loop("purge", secret).code
    assert 1 == loop("purge", secret, answers="no\n").code
    assert before == kept(loop)
    loop.ok("purge", secret, answers="yes\n")
    assert [] == kept(loop)


def test_as_json(loop: Runner, secret: str) -> None:
    """One document that counts what was forgotten."""
    told = loop.ok("purge", secret, "--yes", "--json").json
    assert {"files": 1, "steps": 2, "copies": 1, "drafts": 1} == told["forgotten"]
    assert ("action", secret) == (told["record"]["kind"], told["record"]["id"])


def test_beginning_of_several_is_ambiguous(loop: Runner) -> None:
    """Exit 3 with the candidates, with a folder in front too; nothing is forgotten."""
    for name in ("zz-a", "zz-b"):
        (loop.root / "actions" / f"{name}.toml").write_text('title = "A plan"\nowner = "me"\n')
    before = loop.files()
    for text in ("zz", "actions/zz"):
        ran = loop("purge", text, "--yes")
        assert 3 == ran.code
        assert "zz-a" in ran.err
        assert "zz-b" in ran.err
    assert before == loop.files()


def test_what_only_begins_like_it_is_not_meant(loop: Runner) -> None:
    """Of one that is gone the history is forgotten; then its id is no other's beginning."""
    loop.ok("goal", "add", "Speak")
    loop.ok("goal", "add", "Speak up")
    (loop.root / "goals" / "speak.toml").unlink()
    loop.ok("purge", "goals/speak", "--yes")
    again = loop("purge", "goals/speak", "--yes")
    assert 3 == again.code
    assert "speak-up" in again.err
    assert (loop.root / "goals" / "speak-up.toml").exists()
    loop.ok("purge", "goals/speak-up", "--yes")


def test_renamed_it_does_not_come_back(loop: Runner) -> None:
    """What it was before it had this name is forgotten with it."""
    loop.ok("goal", "add", RIVAL)
    loop.ok("rename", "leave-for-a-rival", "stay")
    loop.ok("set", "goals/stay", "title=Stay")
    loop.ok("purge", "stay", "--yes")
    assert [] == kept(loop)
    assert "leave-for-a-rival" not in loop.ok("history").out
    loop("undo")
    assert not list((loop.root / "goals").glob("leave*"))
