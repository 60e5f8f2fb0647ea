"""A link in one Unicode form to a file named in another: one id, wherever it is met."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection
from pathlib import Path

import pytest

from devjournal.errors import Conflict
from devjournal.journal.stored import Change
from devjournal.models.base import replace
from devjournal.store import check_journal, commit, load_journal
from tests.runner import Runner

NFC = "gr\u00f6\u00dfe"
NFD = unicodedata.normalize("NFD", NFC)
PERSON = 'name = "Zo\u00eb"\n'
BOND = '# Met at a talk.\nperson = \'{}\'  # as typed\nkind = "mentor"\nmy_role = "receiving"\n'
ACTION = "title = \"{}\"\nowner = \"me\"\nrelationship = '{}'  # as typed\nvisibility = ['{}']\n"


@pytest.fixture(params=[(NFD, NFC), (NFC, NFD)], ids=["NFD files", "NFC files"])
def forms(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return the form that files are named in, and that in which links are typed."""
    named_and_typed: tuple[str, str] = request.param
    return named_and_typed


@pytest.fixture
def journal(tmp_path: Path, forms: tuple[str, str]) -> Runner:
    """Return a journal of a person, a relationship and two actions, named and linked so."""
    runner = Runner(tmp_path)
    named, typed = forms
    for path, text in {
        f"people/{named}.toml": PERSON,
        f"relationships/{named}.toml": BOND.format(typed),
        "actions/bcdf-ask.toml": ACTION.format("Ask", typed, typed),
        f"actions/{named}.toml": ACTION.format("Tell", typed, typed),
    }.items():
        (runner.root / path).parent.mkdir(exist_ok=True)
        (runner.root / path).write_text(text, encoding="utf-8")
    return runner


def test_a_link_is_followed_whatever_its_form(journal: Runner, forms: tuple[str, str]) -> None:
    """By `check`, which has nothing to say, and by the pages of both ends, typed either way."""
    root, day = journal.root, dt.date(2026, 10, 14)
    for cache in (None, root.parent / "cache", root.parent / "cache"):
        found = load_journal(root, cache_dir=cache)
        assert [] == [p for p in check_journal(root, found, day) if "others on" not in p.reason]
        assert [NFC] == [*found.all("relationship")]
        assert [NFC] * 2 == [one.record.relationship for one in found.actions]
        assert [one.ref for one in found.actions] == [
            one.ref for one in found.where("action", relationship=NFC)
        ]
    for form in forms:
        shown = journal.ok("show", f"people/{form}").out
        assert f"relationship {NFC} · Zo\u00eb, mentor" in shown
        assert (root / f"people/{forms[0]}.toml").as_posix() in shown
        assert {"Ask", "Tell"} <= {*journal.ok("prep", form).out.split()}
        assert "Ask" in journal.ok("list", "actions", "--who", form).out


def test_files_keep_their_names_and_links_as_typed(journal: Runner, forms: tuple[str, str]) -> None:
    """A change writes the file that is there, and undo and redo are exact."""
    before = journal.files()
    path = f"actions/{forms[0]}.toml"
    journal.ok("done", f"actions/{forms[1]}")
    after = journal.files()
    assert before.keys() == after.keys()
    assert after[path].startswith(before[path].rstrip())
    assert b'state = "done"' in after[path]
    journal.ok("undo")
    assert before == journal.files()
    journal.ok("redo")
    assert after == journal.files()


def test_a_rename_takes_the_links_along(journal: Runner, forms: tuple[str, str]) -> None:
    """Of both forms, readers too, with the comments beside them; and back to the byte."""
    before = journal.files()
    journal.ok("rename", f"relationships/{forms[1]}", "zoe-mentor")
    assert f"relationships/{forms[0]}.toml" not in journal.files()
    for name in ("bcdf-ask", forms[0]):
        text = (journal.root / f"actions/{name}.toml").read_text(encoding="utf-8")
        assert 'relationship = "zoe-mentor"  # as typed' in text.replace("'", '"')
        assert ["zoe-mentor"] == journal.file(f"actions/{name}.toml")["visibility"]
    journal.ok("undo")
    assert before == journal.files()


def test_a_delete_sees_every_link(journal: Runner, forms: tuple[str, str]) -> None:
    """It lists them and refuses; told so, it takes them out; undo brings all of it back."""
    before = journal.files()
    refused = journal("delete", f"relationships/{forms[1]}")
    assert 7 == refused.code
    assert {"actions/bcdf-ask:", f"actions/{NFC}:"} <= {*refused.err.split()}
    assert before == journal.files()
    journal.ok("delete", f"relationships/{forms[1]}", "--with-links")
    left = journal.files()
    assert before.keys() - left.keys() == {f"relationships/{forms[0]}.toml"}
    assert not [one for one in left.values() if b"relationship" in one]
    journal.ok("undo")
    assert before == journal.files()
    assert 7 == journal("delete", f"people/{forms[1]}", "--with-links").code


def test_a_purge_forgets_both_forms(journal: Runner, forms: tuple[str, str]) -> None:
    """The file, and what the history holds of it under its other name."""
    named, typed = forms
    journal.ok("done", f"actions/{named}")
    old = journal.root / f"actions/{named}.toml"
    old.rename(old.with_name(f"{typed}.toml"))
    journal.ok("purge", f"actions/{named}", "--yes")
    kept = [one for one in journal.root.rglob("*") if one.is_file() and b"Tell" in one.read_bytes()]
    assert [] == kept


def test_an_edit_in_an_editor_keeps_the_name(journal: Runner, forms: tuple[str, str]) -> None:
    """What comes back is written to the file that is there."""
    before = journal.files()
    journal.environ["EDITOR"] = "sed -i s/Tell/Say/"
    journal.ok("edit", f"actions/{forms[1]}", answers="")
    path = f"actions/{forms[0]}.toml"
    assert before | {path: before[path].replace(b"Tell", b"Say")} == journal.files()


def test_a_link_that_came_meanwhile_is_seen(journal: Runner, forms: tuple[str, str]) -> None:
    """What others linked to, in whichever form, since it was read is not deleted."""
    root = journal.root
    stored = load_journal(root, cache_dir=None).all("relationship")[NFC]
    gone = Change("relationship", NFC, stored, None)
    with pytest.raises(Conflict, match="changed meanwhile"):
        commit(root, "deleted", [gone], at=dt.datetime(2026, 10, 14, tzinfo=dt.UTC))
    assert (root / f"relationships/{forms[0]}.toml").is_file()


def test_what_was_written_is_in_the_cache(journal: Runner, tmp_path: Path) -> None:
    """As it will be read: the next read finds the file as it was left, under its id."""
    root, cache = journal.root, tmp_path / "known"
    stored = load_journal(root, cache_dir=cache).all("action")[NFC]
    told = Change("action", NFC, stored, replace(stored.record, title="Say"))
    commit(root, "set", [told], at=dt.datetime(2026, 10, 14, tzinfo=dt.UTC), cache_dir=cache)
    read: list[str] = []

    def track(ids: Collection[str]) -> Collection[str]:
        read.extend(ids)
        return ids

    found = load_journal(root, cache_dir=cache, track=track)
    assert "Say" == found.all("action")[NFC].record.title
    assert [] == read
