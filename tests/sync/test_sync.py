"""`sync` between machines, with real repositories."""

from __future__ import annotations

import itertools
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.sync.git import Git
from tests.runner import JOURNALS
from tests.sync.laptops import Laptop, git, laptops_in, remote_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACTION = "actions/kwdf-cost-to-serve-draft-for-priya.toml"
KWDF = "kwdf-cost-to-serve-draft-for-priya"


@pytest.fixture
def two(tmp_path: Path) -> list[Laptop]:
    """Return two machines that have the journal of the loop."""
    return laptops_in(tmp_path, 2, JOURNALS["loop"])


def rounds(*laptops: Laptop) -> None:
    """Sync each twice, and hold all to the same files."""
    for laptop in (*laptops, *laptops):
        laptop.sync()
    for laptop in laptops:
        assert laptops[0].files() == laptop.files()


def test_begin_and_receive(two: list[Laptop]) -> None:
    """A journal goes to an empty remote, and comes from there where none is yet, private."""
    one, other = two
    assert one.files() == other.files()
    assert "" == one.git("status", "--porcelain") + other.git("status", "--porcelain")
    assert "Every file is in order." == other.ok("check").shown
    assert not any("devjournal" in name for name in one.git("ls-files").split())


def test_one_commit_a_sync(two: list[Laptop]) -> None:
    """What was changed goes as one commit, whose message says what; without a change, as none."""
    one, other = two
    before = one.git("rev-list", "--count", "HEAD")
    one.ok("win", "Cut the bill")
    one.ok("set", KWDF, "note=now")
    assert "received nothing; sent 1 entry added, 1 action changed" in one.sync().said
    assert int(before) + 1 == int(one.git("rev-list", "--count", "HEAD"))
    message = one.git("log", "-1", "--format=%B").split("\n")
    assert "1 entry added, 1 action changed" == message[0]
    assert f"changed {ACTION}" in message
    assert "received nothing; sent nothing" in one.sync().said
    assert "received 1 entry added, 1 action changed; sent nothing" in other.sync().said


def test_both_change_one_field(two: list[Laptop]) -> None:
    """Ours stays and the other is kept; check and --status name it until it is settled."""
    one, other = two
    one.ok("set", KWDF, "title=Here")
    other.ok("set", KWDF, "title=There")
    one.sync()
    assert f'{KWDF}: both changed title; the other machine said "Here"' in other.sync().said
    one.sync()
    for laptop in two:
        assert "There" == laptop.file(ACTION)["title"]
        assert 'unsettled: title: two machines differed, and the other value is "Here"' in (
            laptop.ok("check").shown
        )
        assert f"not settled yet: {KWDF}" in laptop.ok("sync", "--status").said
    settle = f'devjournal set {KWDF} unsettled=""'
    assert settle in one.ok("sync", "--status").said
    one.ok("set", KWDF, "unsettled=")
    rounds(*two)
    assert "Every file is in order." == other.ok("check").shown
    assert 2 == one("set", KWDF, "unsettled=x").code


def test_offline_is_no_error(two: list[Laptop], tmp_path: Path) -> None:
    """A remote that is away is told, and what was changed goes with the next sync."""
    one, other = two
    remote = tmp_path / "remote.git"
    remote.rename(tmp_path / "away")
    one.ok("win", "Cut the bill")
    ran = one.sync()
    assert "can't be reached now; what you changed is kept for the next sync" in ran.said
    assert "1 entry added" in one.ok("sync", "--status").shown
    (tmp_path / "away").rename(remote)
    assert "sent 1 entry added" in one.sync().said
    assert "received 1 entry added" in other.sync().said


def test_deleted_here_changed_there(two: list[Laptop]) -> None:
    """What one deleted and the other changed is kept and told; what nobody changed is gone."""
    one, other = two
    other.ok("delete", "bxhq", "--with-links")
    one.ok("delete", "kwdf", "--with-links")
    other.ok("set", KWDF, "note=still needed")
    one.sync()
    assert f"{KWDF} was deleted on one machine and changed on another: it is kept" in (
        other.sync().said
    )
    rounds(*two)
    assert "still needed" == one.file(ACTION)["note"]
    assert [ACTION] == [path for path in one.files() if path.startswith("actions/")]


def test_deleted_here_linked_to_there(two: list[Laptop]) -> None:
    """What one deleted and the other links to anew is kept: no link leads to nothing."""
    one, other = two
    one.ok("delete", "ruth-adler", "--with-links")
    other.ok("relationship", "start", "ruth-adler", "--as", "coach", "--purpose", "calm")
    one.sync()
    assert "ruth-adler was deleted on one machine, and another links to it since" in (
        other.sync().said
    )
    rounds(*two)
    assert "Every file is in order." == one.ok("check").shown


def test_renamed_here_changed_there(two: list[Laptop]) -> None:
    """Edits follow a record to its new name, and new links to the old one lead there."""
    one, other = two
    one.ok("rename", "priya-mentor", "chief")
    other.ok("set", "priya-mentor-002", "next_focus=numbers")
    other.ok("set", "priya-mentor", "purpose=more money")
    other.ok("topic", "priya", "A new one")
    rounds(*two)
    assert "more money" == one.file("relationships/chief.toml")["purpose"]
    assert "numbers" == one.file("meetings/chief-002.toml")["next_focus"]
    named = {one.file(path)["relationship"] for path in one.files() if path.startswith("topics/")}
    assert {"chief"} == named
    assert "Every file is in order." == other.ok("check").shown


def test_renamed_on_both(two: list[Laptop]) -> None:
    """Of two new names one stays, and links of both sides lead to it."""
    one, other = two
    one.ok("rename", "dana-osei", "dana-one")
    other.ok("rename", "dana-osei", "dana-two")
    rounds(*two)
    people = [path for path in one.files() if path.startswith("people/dana")]
    assert ["people/dana-one.toml"] == people
    assert "Every file is in order." == other.ok("check").shown


@pytest.mark.parametrize("day", ["2026-09-01", "2026-10-14"])
def test_renamed_and_made_anew(two: list[Laptop], day: str) -> None:
    """An edit goes to the record that it was made on, not to one that took its name since."""
    one, other = two
    for laptop in two:
        laptop.environ["DEVJOURNAL_TODAY"] = f"{day}T09:00"
    one.ok("goal", "add", "Speak up")
    rounds(*two)
    for laptop in two:
        laptop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    one.ok("rename", "speak-up", "louder")
    one.ok("goal", "add", "Speak up")
    other.ok("set", "speak-up", "why=for the team")
    rounds(*two)
    assert "for the team" == one.file("goals/louder.toml")["why"]
    assert "why" not in one.file("goals/speak-up.toml")


def test_the_same_id_on_both(two: list[Laptop]) -> None:
    """Two records that were made under one id are both kept, and each keeps its links."""
    one, other = two
    for laptop, day in ((one, "2026-11-03"), (other, "2026-11-04")):
        laptop.ok("meeting", "add", "priya-mentor", "--at", f"{day} 15:00")
        laptop.ok("goal", "add", "Speak up", "--why", day)
        made = laptop.ok("action", "Prepare", "--goal", "speak-up").said
        assert "Prepare" in made
    one.sync()
    assert "speak-up-2 is new: another machine had made speak-up, too" in other.sync().said
    rounds(*two)
    days = [str(one.file(path)["at"])[:10] for path in one.files() if path.startswith("meetings/")]
    assert {"2026-11-03", "2026-11-04"} < {*days}
    whys = {one.file(f"goals/speak-up{tail}.toml")["why"]: tail for tail in ("", "-2")}
    assert {"2026-11-03": "", "2026-11-04": "-2"} == whys
    goals = [one.file(path).get("goal") for path in one.files() if path.startswith("actions/")]
    assert {"speak-up", "speak-up-2"} < {*goals}
    assert "Every file is in order." == one.ok("check").shown


def test_the_same_letters_on_both(tmp_path: Path) -> None:
    """Two records that drew the same four letters get different ones."""
    one, other = laptops_in(tmp_path)
    for laptop, letters in ((one, "bcdfghjk"), (other, "bcdflmnp")):
        laptop.draws(letters)
        laptop.ok("note", f"From {letters}")
    rounds(one, other)
    drawn = sorted(path[8:12] for path in one.files() if path.startswith("entries/"))
    assert ["bcdf", "lmnp"] == drawn


def test_a_sync_is_undone_exactly(two: list[Laptop]) -> None:
    """Undo takes back to the byte what a sync brought, and redo brings it again."""
    one, other = two
    one.ok("set", KWDF, "note=now")
    one.sync()
    before = other.files()
    other.sync()
    assert "Undid: synced: 1 action changed" in other.ok("undo").said
    assert before == other.files()
    other.ok("redo")
    assert one.files() == other.files()


def test_a_kind_is_not_emptied(two: list[Laptop]) -> None:
    """A folder that was lost is not taken for deleted records, unless that is said."""
    one, other = two
    shutil.rmtree(one.root / "topics")
    ran = one("sync")
    assert 7 == ran.code
    assert "after this sync topics would be empty: all 4 would be deleted" in ran.said
    one.sync("--force")
    refused = other("sync")
    assert (7, True) == (refused.code, (other.root / "topics").is_dir())
    other.sync("--force")
    assert one.files() == other.files()


@pytest.mark.usefixtures("two")
def test_another_journal(tmp_path: Path) -> None:
    """A remote that holds another journal is refused, and nothing is made."""
    stranger = Laptop(tmp_path / "stranger")
    ran = stranger("sync", "--init", str(tmp_path / "remote.git"))
    assert (7, False) == (ran.code, (stranger.root / ".git").exists())
    assert "holds a history already" in ran.said
    stranger.sync("--init", str(remote_in(tmp_path / "own")))
    stranger.git("remote", "set-url", "origin", str(tmp_path / "remote.git"))
    before = stranger.files()
    ran = stranger("sync")
    assert (7, before) == (ran.code, stranger.files())
    assert "holds another journal" in ran.said


def test_not_begun(tmp_path: Path) -> None:
    """Without a repository, inside of a bigger one, and without a journal there, it says how."""
    laptop = Laptop(tmp_path / "a")
    ran = laptop("sync")
    assert (7, True) == (ran.code, "devjournal sync --init REMOTE" in ran.said)
    assert "devjournal sync --init REMOTE" in laptop.ok("sync", "--status").said
    git(tmp_path / "a", "init", "--quiet")
    ran = laptop("sync", "--init", str(remote_in(tmp_path / "own")))
    assert (7, True) == (ran.code, "inside of the git repository" in ran.said)
    (laptop.root / "journal.toml").unlink()
    shutil.rmtree(tmp_path / "a" / ".git")
    ran = laptop("sync", "--init", str(tmp_path / "own" / "remote.git"))
    assert (3, True) == (ran.code, "holds no journal yet" in ran.said)
    assert [] == [*laptop.root.iterdir()]


def test_somebody_was_faster(two: list[Laptop], monkeypatch: pytest.MonkeyPatch) -> None:
    """A remote that is ahead at the moment of sending is merged once more, and sent to."""
    one, other = two
    one.ok("win", "First")
    other.ok("win", "Second")
    real = Git.run
    calls: list[str] = []

    def run(self: Git, *words: str, **more: Any) -> bytes:
        if words[0] == "push" and self.root == other.root and not calls:
            calls.append("push")
            one.sync()
        return real(self, *words, **more)

    monkeypatch.setattr(Git, "run", run)
    assert "received 1 entry added; sent 1 entry added" in other.sync().said
    monkeypatch.undo()
    rounds(*two)


def test_a_remote_that_refuses(two: list[Laptop], tmp_path: Path) -> None:
    """What the remote does not take is kept, and what came is merged."""
    one, other = two
    one.ok("win", "Theirs")
    one.sync()
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'closed for today' >&2\nexit 1\n")
    hook.chmod(0o755)
    other.ok("win", "Ours")
    ran = other("sync")
    assert 7 == ran.code
    assert "pre-receive hook declined" in ran.said
    assert one.files().items() <= other.files().items()
    hook.unlink()
    rounds(*two)


def test_by_hand_in_between(two: list[Laptop]) -> None:
    """A half-done merge, or no branch, is refused; files that are no records stay in git alone."""
    one, other = two
    one.write("README.md", "mine\n")
    one.git("add", "README.md")
    one.git("-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qm", "Readme")
    one.sync()
    other.ok("win", "A win")
    other.sync()
    assert not (other.root / "README.md").exists()
    assert "README.md" in other.git("ls-tree", "--name-only", "HEAD").split()
    (one.root / ".git" / "MERGE_HEAD").write_text(one.git("rev-parse", "HEAD"))
    ran = one("sync")
    assert (7, True) == (ran.code, "a merge by hand is half done" in ran.said)
    (one.root / ".git" / "MERGE_HEAD").unlink()
    one.git("checkout", "--quiet", "--detach")
    ran = one("sync")
    assert (7, True) == (ran.code, "no branch is checked out" in ran.said)


def test_json(two: list[Laptop]) -> None:
    """With --json both say what was done, and what waits."""
    one, _ = two
    one.ok("win", "A win")
    status = json.loads(one.ok("sync", "--status", "--json").out)
    assert ["added"] == [change["what"] for change in status["status"]["waiting"]]
    synced = json.loads(one.ok("sync", "--json").out)
    assert ["entry"] == [change["ref"]["kind"] for change in synced["sent"]]
    assert (None, []) == (synced["away"], synced["received"])


BROKEN: dict[str, tuple[str, int, str]] = {
    "no TOML": ("title = \n", 4, f"{ACTION}:1:"),
    "no record": ('title = "x"\n', 4, f"{ACTION}: owner: is missing"),
    "half merged": (
        'title = "x"\nowner = "me"\nnote = """\n<<<<<<< here\na\n=======\nb\n>>>>>>> there\n"""\n',
        7,
        f"{ACTION}:4:1: what a merge left",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("side", ["here", "there"])
def test_a_broken_file_stops_it(two: list[Laptop], name: str, side: str) -> None:
    """A file that can't be read stops a sync before anything changes, and is named."""
    text, code, said = BROKEN[name]
    one, other = two
    other.ok("win", "Ours")
    if side == "here":
        other.write(ACTION, text)
    else:
        one.write(ACTION, text)
        one.git("add", ACTION)
        one.git("-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qm", "Broken")
        one.git("push", "--quiet", "origin", "HEAD")
    before = other.files()
    ran = other("sync")
    assert (code, before) == (ran.code, other.files())
    assert said in ran.said
    assert "nothing was changed" in ran.said


def test_a_remote_that_is_not_there(tmp_path: Path) -> None:
    """What can't be reached is nothing to begin with, on either machine; nothing is made."""
    laptop = Laptop(tmp_path)
    ran = laptop("sync", "--init", str(tmp_path / "no such"))
    assert (1, True) == (ran.code, "can't be reached: there is no" in ran.said)
    assert ["journal.toml"] == [one.name for one in laptop.root.iterdir()]


@pytest.mark.usefixtures("two")
def test_a_folder_of_something_else(tmp_path: Path) -> None:
    """A journal is not received into another repository, nor over a file that is there."""
    place = Laptop(tmp_path / "x")
    (place.root / "journal.toml").unlink()
    place.git("init", "--quiet", "--initial-branch=main")
    me = ("-c", "user.name=R", "-c", "user.email=r@example.org")
    place.git(*me, "commit", "--quiet", "--allow-empty", "--message", "Mine")
    before = place.git("rev-parse", "HEAD")
    ran = place("sync", "--init", str(tmp_path / "remote.git"))
    assert (7, before) == (ran.code, place.git("rev-parse", "HEAD"))
    shutil.rmtree(place.root / ".git")
    place.write(ACTION, "mine")
    ran = place("sync", "--init", str(tmp_path / "remote.git"))
    assert (7, "mine") == (ran.code, place.text(ACTION))
    assert not (place.root / "journal.toml").exists()


def test_a_base_that_cannot_be_read(two: list[Laptop]) -> None:
    """What somebody committed broken by hand, and mended later, is in nobody's way."""
    one, other = two
    good = one.text(ACTION)
    one.write(ACTION, "title = \n")
    one.git("add", ACTION)
    one.git("-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qm", "Broken")
    one.git("push", "--quiet", "origin", "HEAD")
    other.git("fetch", "--quiet", "origin")
    other.git("reset", "--quiet", "--hard", "origin/main")
    one.write(ACTION, f"{good}# mended here\n")
    one.sync()
    other.write(ACTION, f"{good}# mended there\n")
    other.sync()
    rounds(*two)
    assert f"{good}# mended there\n# mended here\n" == one.text(ACTION)


def test_a_damaged_repository(two: list[Laptop]) -> None:
    """What git can't read is told in its words, and the journal is as it was."""
    _, other = two
    shutil.rmtree(other.root / ".git" / "objects")
    (other.root / ".git" / "objects").mkdir()
    before = other.files()
    ran = other("sync")
    assert (1, before) == (ran.code, other.files())
    assert "git failed: " in ran.said


class Killed(BaseException):
    """Stands for the end of the process."""


def test_killed_at_any_step(two: list[Laptop], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever step of git's is the last one, the journal is whole, and the next sync finishes."""
    one, other = two
    one.ok("set", KWDF, "title=Here", "note=mine")
    one.ok("goal", "add", "Speak up", "--why", "here")
    one.sync()
    other.ok("set", KWDF, "title=There")
    other.ok("goal", "add", "Speak up", "--why", "there")
    real = Git.run
    folder = other.root.parent
    shutil.copytree(folder, folder.with_name("kept"))
    shutil.copytree(folder.with_name("remote.git"), folder.with_name("kept.git"))

    def stopping(after: int) -> Callable[..., bytes]:
        left = itertools.count()

        def run(self: Git, *words: str, **more: Any) -> bytes:
            if next(left) == after:
                raise Killed
            return real(self, *words, **more)

        return run

    outcomes = set()
    for step in itertools.count():
        for name, made in (("kept", folder), ("kept.git", folder.with_name("remote.git"))):
            shutil.rmtree(made)
            shutil.copytree(folder.with_name(name), made)
        with monkeypatch.context() as patched:
            patched.setattr(Git, "run", stopping(step))
            try:
                other.sync()
                break
            except Killed:
                pass
        assert 0 == other("check").code
        other.sync()
        outcomes.add(tuple(sorted(other.files().items())))
    assert step > 12
    outcomes.add(tuple(sorted(other.files().items())))
    assert 1 == len(outcomes)


def test_killed_while_a_journal_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever step of git's is the last one, the same command brings the journal after it."""
    one = laptops_in(tmp_path, 1, JOURNALS["loop"])[0]
    real, remote = Git.run, str(tmp_path / "remote.git")
    for step in itertools.count():
        other = Laptop(tmp_path / f"to{step}")
        shutil.rmtree(other.root)
        left = itertools.count()

        def run(
            self: Git,
            *words: str,
            left: itertools.count[int] = left,
            step: int = step,
            **more: Any,
        ) -> bytes:
            if next(left) == step:
                raise Killed
            return real(self, *words, **more)

        with monkeypatch.context() as patched:
            patched.setattr(Git, "run", run)
            patched.setattr(Git, "give_up", lambda _: None)
            try:
                other.sync("--init", remote)
                break
            except Killed:
                pass
        if not (other.root / "journal.toml").exists():
            other.sync("--init", remote)
        other.sync()
        assert one.files() == other.files()
    assert step > 8
