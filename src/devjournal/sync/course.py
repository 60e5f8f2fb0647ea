"""One sync: commit what was changed here, fetch, merge, write, push; and its beginning.

Nothing is changed before all that came is read and checked. The journal's files then change in
one commit of the store, and only after that does the branch name the merge. Whatever ends a
sync in between, the next one merges the same again, which comes to the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import Conflict, DevjournalError, NotFound, Refused
from devjournal.namedtuples import NamedTuple
from devjournal.shell import command
from devjournal.store.files import JOURNAL_FILE, path_of
from devjournal.store.history import Write
from devjournal.store.plan import finish, receive_journal, replace_files
from devjournal.store.root import refuse_newer
from devjournal.store.toml import TomlError, decode
from devjournal.sync import git as gits
from devjournal.sync import held as holding
from devjournal.sync.git import Away, Entry, Git, GitFailed, Who
from devjournal.sync.held import Changed, Held, differences, files_in, held_by, require_sound
from devjournal.sync.trees import Blobs, Draw, Told, Tree, TreeMerge

if TYPE_CHECKING:
    from devjournal.journal.stored import Ref

_TRIES = 5
_AHEAD = re.compile(
    r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|incorrect old"
    r"|reference already exists"
)


class Result(NamedTuple):
    """What a sync did; `away` says why the remote could not be reached, if so."""

    remote: str
    received: tuple[Changed, ...] = ()
    sent: tuple[Changed, ...] = ()
    told: tuple[Told, ...] = ()
    away: str | None = None


class Status(NamedTuple):
    """Where a journal is synced with, what waits to be sent, the day of the last commit there."""

    remote: str
    waiting: tuple[Changed, ...]
    last: str | None


class Sync:
    """The syncing of one journal. `force`: although it would empty a kind of record."""

    def __init__(self, root: Path, git: Git, who: Who, draw: Draw, *, force: bool = False) -> None:
        self.root, self.git, self.who, self._draw, self._force = root, git, who, draw, force
        self.blobs: Blobs = {}
        self._told: list[Told] = []

    # The repository and its remote

    def open(self) -> None:
        """Make sure that the repository can be used; raises Refused where it can't."""
        if not os.path.lexists(self.git.folder):
            gits.refuse_bigger(self.root)
            hint = f"name an empty git repository of yours: {command('sync', '--init', 'REMOTE')}"
            raise Refused("this journal is not synced with any other place yet", hint=hint)
        self.git.refuse_odd()
        self.branch = self.git.branch()
        told = dict(self.git.settings())
        remote = told.get(f"branch.{self.branch}.remote", "origin")
        if f"remote.{remote}.url" not in told:
            hint = command("sync", "--init", "REMOTE")
            raise Refused("this journal's repository has no remote", hint=f"name one: {hint}")
        self.url = gits.address(told[f"remote.{remote}.url"], self.root)
        self.goal = told.get(f"branch.{self.branch}.merge", f"refs/heads/{self.branch}")
        if not re.fullmatch(r"refs/heads/[\w./-]+", self.goal):
            raise Refused(f"{self.goal} is no branch to sync with")
        self.seen = f"refs/remotes/origin/{self.goal.removeprefix('refs/heads/')}"

    def status(self) -> Status | None:
        """Return what is known without asking the remote; None where there is none yet."""
        if not os.path.lexists(self.git.folder):
            return None
        self.open()
        there = held_by(self.git, self.git.commit_at(self.seen))
        waiting = differences(there.tree, files_in(self.root, self.blobs))
        last = self.git.says("log", "-1", "--format=%cs", there.commit) if there.commit else None
        return Status(gits.masked(self.url), waiting, last)

    def begin(self, url: str) -> Result:
        """Make the journal's repository, with its remote, and sync."""
        gits.refuse_bigger(self.root)
        branch = self._heads(url)
        is_new = not os.path.lexists(self.git.folder)
        if is_new and branch:
            hint = f"to have that journal here: {_elsewhere(url)}"
            raise Refused(f"{gits.masked(url)} holds a history already", hint=hint)
        try:
            self._set_up(url, "main")
            return self.run()
        finally:
            if is_new and not self.git.commit_at("HEAD"):
                self.git.give_up()

    def receive(self, url: str) -> Result:
        """Make a journal of what the remote holds, where none is yet."""
        gits.refuse_bigger(self.root)
        branch = self._heads(url)
        if not branch:
            hint = f"make a journal first: {command('init')}"
            raise NotFound(f"{gits.masked(url)} holds no journal yet", hint=hint)
        is_new = not os.path.lexists(self.git.folder)
        try:
            self._set_up(url, branch)
            self.open()
            there = held_by(self.git, self._fetch())
            self._load([there.tree])
            require_sound(there.tree, {}, self.blobs, came=True)
            received = {path_of(*ref[:2]): self.blobs[oid] for ref, oid in there.tree.items()}
            # Before the files: with a journal and without a commit it would be another one.
            here = self.git.commit_at("HEAD")
            if here != self.git.common(here, there.commit):
                reason = f"{self.root} is a git repository of something else"
                raise Refused(reason, hint="choose an empty folder")
            self.git.take(self.branch, there.commit, here)
            receive_journal(self.root, received)
        except Away as away:
            raise _unreached(url, away) from None
        finally:
            if is_new and not (self.root / JOURNAL_FILE).exists():
                self.git.give_up()
        return Result(gits.masked(url), differences({}, there.tree))

    def _set_up(self, url: str, branch: str) -> None:
        if not self.git.folder.exists():
            self.git.begin(branch)
        self.git.refuse_odd()
        is_now = dict(self.git.settings()).get("remote.origin.url")
        if is_now not in (None, url):
            hint = f"to change that: git -C {self.root} remote set-url origin ADDRESS"
            raise Refused(f"this journal is synced with {gits.masked(is_now)} already", hint=hint)
        self.git.run("config", "--local", "remote.origin.url", url)
        spec = "+refs/heads/*:refs/remotes/origin/*"
        self.git.run("config", "--local", "remote.origin.fetch", spec)

    def _heads(self, url: str) -> str:
        """Return the branch that a remote's journal is on; empty where it has none."""
        try:
            listed = self.git.run("ls-remote", "--symref", "--", url).decode("utf-8", "replace")
        except GitFailed as error:
            failed = gits.of_remote(error, url)
            raise _unreached(url, failed) if isinstance(failed, Away) else failed from error
        pairs = [line.split("\t") for line in listed.splitlines() if "\t" in line]
        heads = [name for _, name in pairs if name.startswith("refs/heads/")]
        meant = [one.removeprefix("ref: ") for one, name in pairs if name == "HEAD"]
        found = next((one for one in (*meant, "refs/heads/main", *heads) if one in heads), "")
        return found.removeprefix("refs/heads/")

    # One sync

    def run(self) -> Result:
        """Sync; raises before anything is changed, but for what the other side did not take."""
        self.open()
        refuse_newer(self.root, or_older=True)
        received: tuple[Changed, ...] = ()
        sent: tuple[Changed, ...] = ()
        with self.git.alone():
            here = self._commit()
            try:
                for _ in range(_TRIES):
                    there = held_by(self.git, self._fetch())
                    before = here
                    here = self._merge(here, there)
                    received += differences(before.tree, here.tree)
                    sent = differences(there.tree, here.tree)
                    if here.commit == there.commit or self._push(here.commit):
                        return self._result(received, sent)
            except Away as away:
                return self._result(received, (), str(away))
        reason = "others sync at the same time; what came is merged here, yours is not sent yet"
        raise Conflict(reason, hint="sync again in a moment")

    def _result(
        self, received: tuple[Changed, ...], sent: tuple[Changed, ...], away: str | None = None
    ) -> Result:
        return Result(gits.masked(self.url), received, sent, tuple(self._told), away)

    def _commit(self) -> Held:
        """Commit what was changed here since the last time."""
        finish(self.root, at=self.who.at)
        held = held_by(self.git, self.git.commit_at("HEAD"))
        tree = files_in(self.root, self.blobs)
        changes = differences(held.tree, tree)
        require_sound(tree, held.tree, self.blobs)
        if not self._force:
            holding.refuse_emptied(held.tree, tree)
        if not changes:
            return held
        commit = self._new_commit(tree, held.others, [held.commit] if held.commit else [], changes)
        self.git.take(self.branch, commit, held.commit)
        return Held(commit, tree, held.others)

    def _new_commit(
        self,
        tree: Tree,
        others: Mapping[str, Entry],
        parents: Sequence[str],
        changes: Sequence[Changed],
    ) -> str:
        entries = [Entry("100644", oid, 0, path_of(*ref[:2])) for ref, oid in tree.items()]
        message = holding.message_of(changes, is_merge=len(parents) > 1)
        self.git.keep(self.blobs[one] for one in {*tree.values()} if one in self.blobs)
        return self.git.commit([*entries, *others.values()], parents, message, self.who)

    def _fetch(self) -> str:
        """Return the commit that the remote's branch names now; empty for none."""
        spec = f"+{self.goal}:{self.seen}"
        try:
            quiet = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
            self.git.run("fetch", *quiet, "--", self.url, spec)
        except GitFailed as error:
            if "couldn't find remote ref" in error.words:
                return ""
            raise gits.of_remote(error, self.url) from error
        return self.git.commit_at(self.seen)

    def _push(self, commit: str) -> bool:
        """Send a commit; False if somebody was faster."""
        try:
            quiet = ("--quiet", "--no-verify", "--no-recurse-submodules")
            self.git.run("push", *quiet, "--", self.url, f"{commit}:{self.goal}")
        except GitFailed as error:
            if _AHEAD.search(error.words):
                return False
            failed = gits.of_remote(error, self.url)
            if isinstance(failed, DevjournalError):
                kept = "what came is merged here, yours is kept for the next sync"
                lines = [one for one in error.words.split("\n") if "rejected" in one]
                why = " ".join(lines[0].split()) if lines else failed.message
                hint = failed.hint
                if "checked out" in why:
                    hint = "it must be a bare repository, as git init --bare makes one"
                raise Refused(f"{gits.masked(self.url)}: {why}; {kept}", hint=hint) from error
            raise failed from error
        self.git.says("update-ref", self.seen, commit)
        return True

    def _merge(self, here: Held, there: Held) -> Held:
        """Bring in what the remote has and write it; return the state that both come to."""
        base = held_by(self.git, self.git.common(here.commit, there.commit))
        if base.commit == there.commit:  # all of it is here, or there is nothing yet
            return here
        if not base.commit:
            hint = f"to have that one as well: {_elsewhere(self.url)}"
            raise Refused(f"{gits.masked(self.url)} holds another journal", hint=hint)
        self._load([base.tree, here.tree, there.tree])
        require_sound(there.tree, here.tree, self.blobs, came=True)
        if base.commit == here.commit:
            tree, new = there.tree, there
        else:
            merge = TreeMerge(self._read(base.tree), here.tree, there.tree, self.blobs, self._draw)
            tree, told = merge.merged()
            self._told += told
            require_sound(tree, {**here.tree, **there.tree}, self.blobs)
            others = holding.merged_others(base.others, here.others, there.others)
            changes = differences(here.tree, tree)
            parents = [here.commit, there.commit]
            new = Held(self._new_commit(tree, others, parents, changes), tree, others)
        if not self._force:
            holding.refuse_emptied(here.tree, tree)
        self._write(here.tree, tree)
        self.git.take(self.branch, new.commit, here.commit)
        return new

    def _write(self, old: Tree, new: Tree) -> None:
        changes = differences(old, new)

        def data(tree: Tree, ref: Ref) -> bytes | None:
            return self.blobs[tree[ref]] if ref in tree else None

        writes = [Write(path_of(*r[:2]), data(old, r), data(new, r)) for _, r in changes]
        if writes:
            replace_files(self.root, f"synced: {holding.in_words(changes)}", writes, at=self.who.at)

    # What is read

    def _read(self, tree: Tree) -> Tree:
        """Return what can be read of a tree: somebody may have committed by hand what can't."""

        def is_sound(oid: str) -> bool:
            try:
                return oid not in self.blobs or decode(self.blobs[oid]) is not None
            except TomlError:
                return False

        return {ref: oid for ref, oid in tree.items() if is_sound(oid)}

    def _load(self, trees: Sequence[Tree]) -> None:
        """Have the bytes of all that differs between trees."""
        first = trees[0]
        alike = {ref for ref in first if all(one.get(ref) == first[ref] for one in trees[1:])}
        if len(trees) == 1:
            alike = set()
        wanted = {oid for tree in trees for ref, oid in tree.items() if ref not in alike}
        self.blobs.update(self.git.read([oid for oid in wanted if oid not in self.blobs]))


def _unreached(url: str, away: Away) -> DevjournalError:
    """Return the error for a beginning, which can't wait for the next time."""
    return DevjournalError(f"{gits.masked(url)} can't be reached: {away}; nothing was begun")


def _elsewhere(url: str) -> str:
    return command("sync", "--init", gits.masked(url), "--journal", "FOLDER")
