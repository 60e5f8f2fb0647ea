from __future__ import annotations

import errno
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from devjournal.journal.journal import Journal
from devjournal.models.growth import Goal
from devjournal.models.meetings import Action
from devjournal.store import files, load, load_journal

if TYPE_CHECKING:
    from devjournal.journal.stored import Problem

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], Journal]

GOOD = 'title = "Rebuild slide 2"\nowner = "me"\n'


def problems(journal: Journal, kind: str = "action") -> tuple[Problem, ...]:
    """Return what is wrong with the files of a kind."""
    return journal.problems([kind])


def only_problem(journal: Journal, kind: str = "action") -> Problem:
    """Return the one thing that is wrong with a kind whose good record is still there."""
    assert "good" in journal.all(kind)
    (problem,) = problems(journal, kind)
    return problem


def test_records_by_id_in_order(put: PutFile, read: ReadJournal) -> None:
    """A file's stem is its record's id, and records come in the order of ids."""
    put("actions/b.toml", GOOD)
    put("actions/a-b.toml", GOOD)
    put("actions/a.toml", 'title = "Send it"\nowner = "them"\n')
    found = read().all("action")
    assert ["a", "a-b", "b"] == list(found)
    assert Action(title="Send it", owner="them") == found["a"].record


def test_profile(read: ReadJournal) -> None:
    """journal.toml is the one record of its kind, called journal."""
    profile = read().profile
    assert profile is not None
    assert profile.record.name == "Robin Vale"


def test_journal_without_folders_is_empty(read: ReadJournal) -> None:
    """A kind whose folder was never made has no records and no problems."""
    assert {} == dict(read().all("goal"))
    assert () == problems(read(), "goal")


def test_only_the_kind_that_is_asked_for_is_read(put: PutFile, read: ReadJournal) -> None:
    """A bad file of one kind is not met by who reads another."""
    put("goals/bad.toml", "title =")
    put("actions/good.toml", GOOD)
    journal = read()
    assert ["good"] == list(journal.all("action"))
    assert ("action",) == journal.kinds_read


def test_a_read_writes_nothing(root: Path, put: PutFile, tmp_path: Path) -> None:
    """Reading leaves the journal as it is: no file, no folder, no time changed."""
    put("actions/good.toml", GOOD)
    before = {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))}
    load_journal(root, cache_dir=tmp_path / "cache").all("action")
    assert before == {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))}


def test_bad_syntax_is_told_with_its_place(put: PutFile, read: ReadJournal) -> None:
    """A file that is no TOML is told by path, line and column, and the others are there."""
    put("actions/good.toml", GOOD)
    bad = put("actions/bad.toml", 'title = "x"\nowner = me\n')
    problem = only_problem(read())
    assert "actions/bad.toml:2:9" == problem.where
    assert "owner = me\n        ^" == problem.excerpt
    assert bad.read_bytes() == b'title = "x"\nowner = me\n'


@pytest.mark.parametrize(
    ("lines", "where", "words"),
    [
        ("due = 5", "3:7", "due: must be a day"),
        ('due = "2026-11-19"', "3:7", "due: must be a day"),
        ("due = 2026-11-19T10:00:00Z", "3:7", "due"),
        ("tags = 'one'", "3:8", "tags: must be a list"),
        ('owner = "you"', "2:9", "owner: must be 'me' or 'them'"),
        ("moves = [{now = 2026-01-01}, {now = 1}]", "3:37", "moves[2].now: must be a day"),
        ("[[moves]]\nwhy = 'late'", "3:1", "moves[1].now: is missing"),
    ],
)
def test_wrong_type_is_told_at_its_line(
    put: PutFile, read: ReadJournal, lines: str, where: str, words: str
) -> None:
    """Nothing is coerced: a value of the wrong type is a problem where it stands. (row 24)"""
    put("actions/good.toml", GOOD)
    head = 'title = "x"\n' + ("" if lines.startswith("owner") else 'owner = "me"\n')
    put("actions/bad.toml", f"{head}{lines}\n")
    problem = only_problem(read())
    assert f"actions/bad.toml:{where}" == problem.where
    assert words in problem.reason


def test_every_fault_of_a_file_is_told(put: PutFile, read: ReadJournal) -> None:
    """Who mends a file sees all that is wrong with it at once."""
    put("actions/bad.toml", 'title = ""\nowner = "me"\ndue = 1\n')
    assert [1, 3] == [problem.line for problem in problems(read())]


def test_fields_that_a_file_lacks_are_one_problem(put: PutFile, read: ReadJournal) -> None:
    """All that is missing is one thing to mend."""
    put("actions/bad.toml", "")
    assert ["actions/bad.toml: title, owner: are missing"] == list(map(str, problems(read())))


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("actions/bad.toml", ["title", "owner"]),
        ("entries/bad.toml", ["on", "kind", "text"]),
        ("skills/bad.toml", ["name"]),
        ("meetings/bad.toml", ["relationship", "at"]),
    ],
)
def test_empty_file_names_what_it_lacks(
    put: PutFile, read: ReadJournal, path: str, names: list[str]
) -> None:
    """An empty file is told with every field that it needs. (rows 3, 30)"""
    put(path, "")
    folder = path.partition("/")[0]
    kind = {"entries": "entry"}.get(folder, folder.removesuffix("s"))
    told = "\n".join(map(str, problems(read(), kind)))
    assert [] == [name for name in names if name not in told]
    assert path in told


def test_entry_of_no_kind_lists_the_kinds(put: PutFile, read: ReadJournal) -> None:
    """An entry whose kind is unknown is told which there are, at its line."""
    put("entries/bad.toml", 'on = 2026-10-14\nkind = "wim"\ntext = "x"\n')
    (problem,) = problems(read(), "entry")
    assert "entries/bad.toml:2:8" == problem.where
    assert "win" in problem.reason


def test_newer_schema_is_read(put: PutFile, read: ReadJournal) -> None:
    """A journal of a newer version can be read. (row 27)"""
    put("journal.toml", 'schema = 2\nname = "Robin Vale"\n')
    assert () == problems(read(), "profile")


def test_leftovers_are_ignored_and_copies_are_warned_of(put: PutFile, read: ReadJournal) -> None:
    """Editors' files are nothing; a conflict copy is a warning, and no record. (rows 31, 32)"""
    put("actions/good.toml", GOOD)
    for name in ("good.toml~", ".good.toml.swp", "#good.toml#", "4913", ".devjournal.tmp"):
        put(f"actions/{name}", "[[[")
    put("actions/good.sync-conflict-20261014-101112-ABCDEFG.toml", GOOD)
    journal = read()
    assert ["good"] == list(journal.all("action"))
    problem = only_problem(journal)
    assert "warning" == problem.level
    assert "actions/good.sync-conflict-20261014-101112-ABCDEFG.toml" == problem.path
    assert "actions/good.toml" in problem.reason


def test_copy_of_the_profile_is_warned_of(put: PutFile, read: ReadJournal) -> None:
    """A conflict copy of journal.toml is told like any other, and changes nothing."""
    put("journal.conflict-7f3a.toml", 'schema = 1\nname = "Somebody Else"\n')
    journal = read()
    assert journal.profile is not None
    assert "Robin Vale" == journal.profile.record.name
    assert ["warning"] == [problem.level for problem in problems(journal, "profile")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", "ana"), ("jos\u00e9", unicodedata.normalize("NFD", "jos\u00e9"))],
    ids=["case", "unicode"],
)
def test_two_files_for_one_id(put: PutFile, read: ReadJournal, one: str, other: str) -> None:
    """Names that differ only in case or Unicode form are both told, and neither is read."""
    put("people/good.toml", 'name = "Priya Nair"\n')
    put(f"people/{one}.toml", 'name = "A"\n')
    put(f"people/{other}.toml", 'name = "B"\n')
    journal = read()
    found = problems(journal, "person")
    assert {f"people/{one}.toml", f"people/{other}.toml"} == {problem.path for problem in found}
    assert all(f"people/{one}.toml" in str(p) and f"people/{other}.toml" in str(p) for p in found)
    assert ["good"] == list(journal.all("person"))


def test_symlink_in_the_journal_is_read(root: Path, put: PutFile, read: ReadJournal) -> None:
    """A link to a file of the journal stands for that file. (row 34)"""
    put("kept/file.toml", GOOD)
    (root / "actions").mkdir()
    (root / "actions" / "good.toml").symlink_to("../kept/file.toml")
    assert ["good"] == list(read().all("action"))


@pytest.mark.parametrize("target", ["../../outside.toml", "gone.toml", "bad.toml"])
def test_symlink_elsewhere_is_named_and_not_read(
    root: Path, put: PutFile, read: ReadJournal, target: str
) -> None:
    """A link out of the journal, to nothing, or to itself is a problem. (row 35)"""
    put("actions/good.toml", GOOD)
    (root.parent / "outside.toml").write_text("secret", encoding="utf-8")
    (root / "actions" / "bad.toml").symlink_to(target)
    problem = only_problem(read())
    assert "actions/bad.toml" == problem.path
    assert "secret" not in str(problem)


def test_folder_that_is_a_symlink_out(root: Path, tmp_path: Path, read: ReadJournal) -> None:
    """A whole folder that lies outside is not read either."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text(GOOD, encoding="utf-8")
    (root / "actions").symlink_to(outside)
    journal = read()
    assert {} == dict(journal.all("action"))
    assert ["actions"] == [problem.path for problem in problems(journal)]


@pytest.mark.parametrize(
    ("make", "words"), [(os.mkfifo, "is no regular file"), (os.mkdir, "is a folder")]
)
@pytest.mark.timeout(10)
def test_what_is_no_file_does_not_hang(
    root: Path, put: PutFile, read: ReadJournal, make: Callable[[Path], None], words: str
) -> None:
    """A pipe or a folder under a record's name is a problem, at once. (rows 36, 37)"""
    put("actions/good.toml", GOOD)
    make(root / "actions" / "bad.toml")
    problem = only_problem(read())
    assert "actions/bad.toml" == problem.path
    assert words in problem.reason


def test_folder_that_is_a_file(put: PutFile, read: ReadJournal) -> None:
    """A file under the name of a kind's folder is a problem."""
    put("actions", "")
    assert ["actions"] == [problem.path for problem in problems(read())]


def test_unreadable_file(
    root: Path, put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system refuses is a problem with the system's words. (row 44)"""
    put("actions/good.toml", GOOD)
    put("actions/bad.toml", GOOD)
    really_open = os.open

    def refuse(path: Path, *flags: int) -> int:
        if path == root / "actions" / "bad.toml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really_open(path, *flags)

    monkeypatch.setattr(os, "open", refuse)
    assert "can't be read: Permission denied" == only_problem(read()).reason


def test_file_that_can_not_be_looked_at(
    put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder may be listed and nothing more, each file is a problem."""
    put("actions/bad.toml", GOOD)

    class Entry:
        name = "bad.toml"

        def stat(self, **_: object) -> NoReturn:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(load, "list_files", lambda *_: [Entry()])
    (problem,) = problems(read())
    assert "actions/bad.toml: can't be looked at: Permission denied" == str(problem)


def test_large_file_is_refused_before_it_is_read(put: PutFile, read: ReadJournal) -> None:
    """A file over 1 MiB is a problem, and costs no more than that to find out. (row 21)"""
    put("actions/good.toml", GOOD)
    put("actions/bad.toml", b"#" * (3 << 20))
    assert "1 MiB" in only_problem(read()).reason


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are Unicode there")
def test_name_that_is_no_text(root: Path, put: PutFile, read: ReadJournal) -> None:
    """A file whose name is not valid Unicode is a problem, and no id."""
    put("actions/good.toml", GOOD)
    Path(os.fsdecode(os.fsencode(root / "actions") + b"/b\xff.toml")).touch()
    assert "not valid Unicode" in only_problem(read()).reason


def test_file_that_vanishes_is_looked_for_again(
    put: PutFile, read: ReadJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file replaced between listing and reading is read; one that is gone is not. (row 33)"""
    put("actions/good.toml", GOOD)
    gone = put("actions/gone.toml", GOOD)
    replaced = put("actions/replaced.toml", GOOD)
    really_read = files.read_regular
    met: list[str] = []

    def vanish_once(file: Path, *, most: int) -> bytes:
        if file == gone:
            gone.unlink(missing_ok=True)
        if file == replaced and file.name not in met:
            met.append(file.name)
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
        return really_read(file, most=most)

    monkeypatch.setattr(files, "read_regular", vanish_once)
    journal = read()
    assert ["good", "replaced"] == list(journal.all("action"))
    assert () == problems(journal)


def test_unknown_keys_and_links_are_not_looked_at(put: PutFile, read: ReadJournal) -> None:
    """What only `check` warns of is no problem to a read. (rows 25, 28)"""
    put("actions/good.toml", f'{GOOD}duee = 5\ngoal = "nowhere"\n')
    assert () == problems(read())


def test_links_in_tables_are_records_own(put: PutFile, read: ReadJournal) -> None:
    """Tables and lists come back as the record's own classes and tuples."""
    put("goals/g.toml", 'title = "x"\ntags = ["a"]\n[[checkins]]\non = 2026-10-01\nvalue = 3\n')
    goal = read().all("goal")["g"].record
    assert isinstance(goal, Goal)
    assert ("a",) == goal.tags
    assert 3.0 == goal.checkins[0].value


def test_warm_read_imports_nothing_heavy(root: Path, put: PutFile, tmp_path: Path) -> None:
    """Where nothing changed, a read brings neither pydantic nor anything that knows TOML."""
    file = put("actions/good.toml", f"{GOOD}due = 2026-11-19\n")
    for path in (file, root / "journal.toml"):
        os.utime(path, ns=(10**18, 10**18 + 1))
    script = f"""
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from devjournal.store import load_journal
an_hour_later = lambda: {file.stat().st_ctime_ns + 3600 * 10**9}
root, cache_dir = Path({str(root)!r}), Path({str(tmp_path / "cache")!r})
journal = load_journal(root, cache_dir=cache_dir, clock=an_hour_later)
assert journal.all("action")["good"].record.due.year == 2026
assert journal.profile.record.name == "Robin Vale"
heavy = {{"pydantic", "pydantic_core", "tomli", "tomllib", "tomledit", "tomli_w", "hashlib"}}
print(sorted(heavy & set(sys.modules)))
"""
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "pydantic" in runs[0].stdout
    assert "[]\n" == runs[1].stdout
