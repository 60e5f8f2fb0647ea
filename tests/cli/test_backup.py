from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest

from devjournal.cli.system import unseen
from devjournal.exchange.age import encrypt
from devjournal.store.archive import pack
from tests.exchange.readers import need
from tests.runner import JOURNALS, Runner

KEY = pyrage.x25519.Identity.generate()
PUBLIC = str(KEY.to_public())


@pytest.fixture
def there(tmp_path: Path) -> Runner:
    """Return the program on the journal of the loop, with its backup and a key beside it."""
    runner = Runner(tmp_path, journal=JOURNALS["loop"])
    (tmp_path / "key.txt").write_text(f"# a comment\n{KEY}\n", encoding="utf-8")
    runner.ok("backup", str(tmp_path / "journal.age"), "--recipient", PUBLIC)
    return runner


def restore(runner: Runner, folder: Path, key: str = "key.txt") -> list[str]:
    """Return the words that restore the backup into a folder."""
    beside = runner.root.parent
    return [
        *("restore", str(beside / "journal.age"), str(folder)),
        *("--identity", str(beside / key)),
    ]


def everything(root: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_a_backup_comes_back_byte_for_byte(there: Runner, tmp_path: Path) -> None:
    """Comments and line ends too; into a folder that is empty, or not there; for me alone."""
    path = there.root / "skills" / "financial-acumen.toml"
    path.write_bytes(b"# mine\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    there.ok("backup", str(tmp_path / "journal.age"), "--recipient", PUBLIC, "--force")
    (tmp_path / "empty").mkdir()
    for name in ("empty", "deep/new"):
        ran = there.ok(*restore(there, tmp_path / name))
        assert there.files() == everything(tmp_path / name)
        assert f"{len(there.files())} files restored" in ran.said
        modes = {one.stat().st_mode & 0o777 for one in (tmp_path / name).rglob("*.toml")}
        assert {0o600} == modes
    assert 0 == there("check", "--journal", str(tmp_path / "empty")).code


def test_nothing_is_ever_restored_onto_something(there: Runner, tmp_path: Path) -> None:
    """Neither onto the journal itself, nor into a folder with a file, nor over a file."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    before = everything(tmp_path)
    for place in (there.root, tmp_path / "full", tmp_path / "key.txt"):
        ran = there(*restore(there, place))
        assert (7, True) == (ran.code, "is not empty; nothing was written" in ran.said), ran
    assert before == everything(tmp_path)


def test_a_backup_is_not_written_over(there: Runner, tmp_path: Path) -> None:
    """Unless it is told to be; nor into the journal."""
    again = there("backup", str(tmp_path / "journal.age"), "--recipient", PUBLIC)
    assert (7, True) == (again.code, "--force" in again.err)
    assert 7 == there("backup", str(there.root / "actions" / "x"), "--recipient", PUBLIC).code
    wrong = there("backup", str(tmp_path / "new.age"), "--recipient", "age1wrong")
    assert (2, False) == (wrong.code, (tmp_path / "new.age").exists())


def test_what_can_not_be_opened_makes_nothing(there: Runner, tmp_path: Path) -> None:
    """Another key, a damaged file, none of age's, and what is in it but no journal."""
    (tmp_path / "other.txt").write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    (tmp_path / "none.txt").write_text("# nothing\n", encoding="utf-8")
    file = tmp_path / "journal.age"
    good = file.read_bytes()
    cases = [
        (good, "other.txt", 1, "that key does not open it"),
        (good, "none.txt", 2, "there is no key in it"),
        (good, "journal.age", 2, "there is no key of age in it"),
        (good[:-300], "key.txt", 4, "it is damaged"),
        (b"junk", "key.txt", 4, "it is damaged, or no file of age's"),
        (encrypt(b"junk", None, [PUBLIC]).encode(), "key.txt", 4, "is no archive"),
    ]
    for data, key, code, reason in cases:
        file.write_bytes(data)
        ran = there(*restore(there, tmp_path / "new", key))
        assert (code, True) == (ran.code, reason in ran.err), ran
        assert not (tmp_path / "new").exists()
        assert [] == list(tmp_path.glob(".new*"))


def archive(**files: bytes | None) -> bytes:
    """Return an archive of files; None is a link."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, data in {"journal.toml": b"x", **files}.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = (
                (tarfile.SYMTYPE, "/etc/passwd")
                if data is None
                else (
                    tarfile.REGTYPE,
                    "",
                )
            )
            info.size = len(data or b"")
            tar.addfile(info, io.BytesIO(data or b""))
    return made.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        *("../x.toml", "/tmp/x.toml", "goals/../../x.toml", "goals/.x.toml", "notes/x.toml"),  # noqa: S108 - a name in an archive
        *("goals/x", "goals/a/b.toml", ".devjournal/redo.json", ".git/config", "goals/a\nb.toml"),
    ],
)
def test_a_name_in_it_that_is_no_records_is_refused(
    name: str, there: Runner, tmp_path: Path
) -> None:
    """An archive may be somebody else's: nothing of it is written, there or elsewhere."""
    file = tmp_path / "journal.age"
    for data in (archive(**{name: b"x"}), archive(**{"goals/x.toml": None})):
        file.write_text(encrypt(data, None, [PUBLIC]), encoding="ascii")
        before = everything(tmp_path)
        ran = there(*restore(there, tmp_path / "new"))
        assert (4, True) == (ran.code, "is no file of a journal" in ran.err), ran
        assert before == everything(tmp_path)


def test_a_file_that_cannot_be_read_stops_a_backup(there: Runner, tmp_path: Path) -> None:
    """It would not be whole; a file that is bad TOML is in it as it is."""
    (there.root / "goals" / "bad.toml").write_text("= =", encoding="utf-8")
    there.ok("backup", str(tmp_path / "new.age"), "--recipient", PUBLIC)
    (there.root / "goals" / "folder.toml").mkdir()
    ran = there("backup", str(tmp_path / "newer.age"), "--recipient", PUBLIC)
    assert (4, False) == (ran.code, (tmp_path / "newer.age").exists())


def test_the_same_journal_is_the_same_archive(there: Runner) -> None:
    """Before it is encrypted, which is another time each time."""
    assert pack(there.root) == pack(there.root)


def test_without_a_terminal_a_key_is_needed(there: Runner, tmp_path: Path) -> None:
    """And the flag that names it."""
    ran = there("backup", str(tmp_path / "new.age"))
    assert (2, True) == (ran.code, "--recipient" in ran.err)
    ran = there("restore", str(tmp_path / "journal.age"), str(tmp_path / "new"))
    assert (2, True) == (ran.code, "--identity" in ran.err)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_shows_nothing_of_a_passphrase() -> None:
    """And all of what is typed once it was."""
    import termios

    _, terminal = os.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stdin:

        def shows() -> bool:
            return bool(termios.tcgetattr(stdin)[3] & termios.ECHO)

        def interrupted() -> None:
            with unseen(stdin):
                assert not shows()
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert shows()


@pytest.mark.slow
def test_a_passphrase_is_asked_for_twice_and_opens_it(there: Runner, tmp_path: Path) -> None:
    """A short one, and one that was typed otherwise, are asked again; another does not open it."""
    file = tmp_path / "secret.age"
    typed = "short\nlong enough\nlong enuff\nlong enough\nlong enough\n"
    ran = there.ok("backup", str(file), answers=typed)
    assert "long enough" not in ran.err
    told = ("restore", str(file), str(tmp_path / "new"))
    wrong = there(*told, answers="long enuff\n")
    assert (1, True) == (wrong.code, "that passphrase does not open it" in wrong.err)
    there.ok(*told, answers="long enough\n")
    assert there.files() == everything(tmp_path / "new")


@pytest.mark.slow
def test_age_itself_opens_it(there: Runner, tmp_path: Path) -> None:
    """And what it encrypts is restored."""
    age = need("age", "age")
    key, file = tmp_path / "key.txt", tmp_path / "journal.age"
    opened = subprocess.run([age, "-d", "-i", key, file], capture_output=True, check=True).stdout
    assert pack(there.root)[0] == opened
    command = [age, "-r", PUBLIC, "-o", str(file)]
    file.unlink()
    subprocess.run(command, input=opened, capture_output=True, check=True)
    there.ok(*restore(there, tmp_path / "new"))
    assert there.files() == everything(tmp_path / "new")
