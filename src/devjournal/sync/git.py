"""git as it is run here: by its own program, in clean surroundings, on a plain repository.

A journal can be received with its `.git`, whose settings and hooks are programs to run. So a
repository with any setting beyond a short list is refused. And git is asked for nothing that
reads or writes the journal's files: no hook, no filter and no attribute has a part in it. It
keeps objects and talks to the remote; what goes into the journal, the store writes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import Conflict, DevjournalError, NotFound, Refused, UsageError
from devjournal.namedtuples import NamedTuple
from devjournal.shell import command
from devjournal.store.files import try_lock

if TYPE_CHECKING:
    import datetime as dt

_PLAIN = re.compile(
    r"core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode"
    r"|symlinks)|remote\..+\.(url|fetch)|branch\..+\.(remote|merge)|user\.(name|email)"
)
"""The settings that a journal's own repository may have: none of them runs anything."""

_ODD = ("commondir", "shallow", "info/grafts", "objects/info/alternates", "config.worktree")
"""Files by which a repository is more than it seems, or less."""

_HALF_DONE = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "BISECT_LOG": "bisect",
}
_NEVER = (
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.fsmonitor=false",
    "gc.autoDetach=false",
    "maintenance.autoDetach=false",
    "push.gpgSign=false",
    "transfer.fsckObjects=true",
    "init.defaultRefFormat=files",
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=30",
)
_MINE = re.compile(
    "GIT_(SSH.*|ASKPASS|SSL_.*|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|EXEC_PATH"
    "|(AUTHOR|COMMITTER)_(NAME|EMAIL))"
)
"""Variables of git's that are the user's own; all others would lead it elsewhere."""

_FILE_MODES = ("100644", "100755", "100664")
_ZERO = "0" * 40


class GitFailed(Exception):
    """git ended with an error; `words` are its own."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Entry(NamedTuple):
    """A file in a commit: its mode, the name of its bytes, how many there are, its path."""

    mode: str
    oid: str
    size: int
    path: str


class Git:
    """git in one folder. `may_ask`: somebody is at the terminal, so it may ask for a password."""

    def __init__(self, root: Path, environ: Mapping[str, str], *, may_ask: bool) -> None:
        """Find the program; raises NotFound where there is none."""
        found = shutil.which("git", path=environ.get("PATH"))
        if found is None:
            raise NotFound("git is not installed", hint="install it: sync is done by git")
        self.root = root
        self.folder = root / ".git"
        self._program = found
        kept = {k: v for k, v in environ.items() if not k.startswith("GIT_") or _MINE.fullmatch(k)}
        self.environ = {
            **kept,
            "GIT_DIR": str(self.folder),
            "GIT_ALLOW_PROTOCOL": "file:https:ssh",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "LC_ALL": "C",
            "LANGUAGE": "",
        }
        if not may_ask:
            self.environ |= {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": ""}
            if "GIT_SSH" not in kept:
                ssh = kept.get("GIT_SSH_COMMAND") or self._global("core.sshCommand") or "ssh"
                self.environ["GIT_SSH_COMMAND"] = f"{ssh} -o BatchMode=yes -o ConnectTimeout=15"

    def run(
        self, *words: str, data: bytes = b"", environ: Mapping[str, str] | None = None
    ) -> bytes:
        """Return what git prints; raises GitFailed with its words."""
        settings = [part for one in _NEVER for part in ("-c", one)]
        done = subprocess.run(  # noqa: S603 - git itself, as the user has it, with words of ours
            [self._program, *settings, *words],
            input=data,
            capture_output=True,
            check=False,
            cwd=self.root if self.root.is_dir() else None,
            env={**self.environ, **(environ or {})},
            umask=-1 if sys.platform == "win32" else 0o077,
        )
        if done.returncode:
            raise GitFailed((done.stderr or done.stdout).decode("utf-8", "replace").strip())
        return done.stdout

    def says(self, *words: str) -> str:
        """Return the line that git prints; empty where it ends with an error."""
        with contextlib.suppress(GitFailed):
            return self.run(*words).decode("utf-8", "replace").strip()
        return ""

    def _global(self, key: str) -> str:
        return self.says("config", "--global", "--includes", "--get", key)

    # The repository

    def begin(self, branch: str) -> None:
        """Make a repository in the journal's folder, and that folder, if it is to come."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        plain = ("--quiet", "--template=", "--object-format=sha1")
        self.run("init", *plain, f"--initial-branch={branch}")

    def give_up(self) -> None:
        """Remove a repository that was begun just now, and of which nothing came."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def refuse_odd(self) -> None:
        """Raise Refused for a repository that is not plain, or not in a state to be synced."""
        what = str(self.folder)
        if self.folder.is_symlink() or not self.folder.is_dir():
            reason = f"{what} is no folder: the repository of a journal stands in it"
            raise Refused(reason, hint="move it there, or begin anew")
        if sys.platform != "win32" and self.folder.lstat().st_uid != os.geteuid():
            raise Refused(f"{what} belongs to somebody else, and is not trusted")
        for name in _ODD:
            if os.path.lexists(self.folder / name):
                raise Refused(f"{what} is no plain repository: it has {name}")
        self._refuse_settings()
        for name, doing in _HALF_DONE.items():
            if os.path.lexists(self.folder / name):
                hint = f"finish it, or give it up: git -C {self.root} {doing} --abort"
                raise Refused(f"a {doing} by hand is half done in {what}", hint=hint)

    def _refuse_settings(self) -> None:
        for key, value in self.settings():
            if not _PLAIN.fullmatch(key) or (key == "core.bare" and value != "false"):
                reason = f"a setting of this journal's repository is not known to be safe: {key}"
                hint = f"look at it in {self.folder / 'config'}; settings of yours for every "
                raise Refused(reason, hint=hint + "repository belong into ~/.gitconfig")
            if key.startswith("remote.") and key.endswith(".url"):
                address(value, self.root)

    def settings(self) -> list[tuple[str, str]]:
        """Return the repository's own settings, without what they include."""
        listed = self.run("config", "--local", "--no-includes", "-z", "--list").decode(
            "utf-8", "replace"
        )
        pairs = (one.partition("\n") for one in listed.split("\0") if one)
        return [(key, value) for key, _, value in pairs]

    def branch(self) -> str:
        """Return the branch that is checked out; raises Refused for none."""
        if branch := self.says("symbolic-ref", "--quiet", "--short", "HEAD"):
            return branch
        hint = f"go back to your branch: git -C {self.root} switch main"
        raise Refused("no branch is checked out in this journal's repository", hint=hint)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a second sync out; raises Conflict for one that is under way."""
        handle = os.open(self.folder / "devjournal.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not try_lock(handle, is_to_write=True):
                raise Conflict("another sync of this journal is under way", hint="wait for it")
            yield
        finally:
            os.close(handle)

    def commit_at(self, name: str) -> str:
        """Return the whole name of a commit; empty where there is none."""
        found = self.says("rev-parse", "--verify", "--quiet", name)
        if found:
            self.run("cat-file", "-e", f"{found}^{{commit}}")  # its name may be all that is left
        return found

    def common(self, one: str, other: str) -> str:
        """Return the last commit that both came from; empty where they share none."""
        return self.says("merge-base", one, other) if one and other else ""

    # What a commit holds

    def entries(self, commit: str) -> list[Entry]:
        """Return the files of a commit; raises Refused for a link, or another repository."""
        listed = self.run("ls-tree", "-r", "-z", "-l", "--full-tree", commit)
        found = []
        for one in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            about, _, path = one.partition("\t")
            mode, kind, oid, size = about.split()
            if mode not in _FILE_MODES or kind != "blob":
                reason = f"{path} in the repository is no plain file, and is not taken in"
                raise Refused(reason, hint="remove it with git on the machine that it came from")
            found.append(Entry(mode, oid, int(size), path))
        return found

    def read(self, oids: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes that bear these names."""
        asked = [*dict.fromkeys(oids)]
        out = self.run("cat-file", "--batch", data="".join(f"{oid}\n" for oid in asked).encode())
        at = 0
        for oid in asked:
            end = out.index(b"\n", at)
            _, kind, size_there = (*out[at:end].split(), b"", b"")[:3]
            if kind != b"blob":
                raise GitFailed(f"the object {oid} is missing or damaged: git fsck says more")
            size = int(size_there)
            yield oid, out[end + 1 : end + 1 + size]
            at = end + size + 2

    def keep(self, blobs: Iterable[bytes]) -> None:
        """Put bytes among git's objects."""
        stream = b"".join(b"blob\ndata %d\n%s\n" % (len(one), one) for one in blobs)
        if stream:
            self.run("fast-import", "--quiet", data=stream + b"done\n", environ={})

    def commit(
        self, entries: Iterable[Entry], parents: Iterable[str], message: str, who: Who
    ) -> str:
        """Make a commit of files that are among git's objects; no branch names it yet."""
        index = self.folder / f"devjournal-{os.getpid()}.index"
        lines = b"".join(
            f"{one.mode} {one.oid}\t{one.path}\0".encode("utf-8", "surrogateescape")
            for one in entries
        )
        try:
            apart = {"GIT_INDEX_FILE": str(index)}
            self.run("read-tree", "--empty", environ=apart)
            self.run("update-index", "-z", "--index-info", data=lines, environ=apart)
            tree = self.run("write-tree", environ=apart).decode().strip()
        finally:
            index.unlink(missing_ok=True)
        of = [word for parent in parents for word in ("-p", parent)]
        made = self.run("commit-tree", tree, *of, data=message.encode(), environ=self._as(who))
        return made.decode().strip()

    def _as(self, who: Who) -> dict[str, str]:
        """Return the variables that say who commits, and when; git's own settings come first."""
        name = self.says("config", "--get", "user.name") or who.name
        email = self.says("config", "--get", "user.email") or "devjournal@localhost"
        found = {}
        for role in ("AUTHOR", "COMMITTER"):
            found[f"GIT_{role}_DATE"] = who.at.isoformat(timespec="seconds")
            found[f"GIT_{role}_NAME"] = self.environ.get(f"GIT_{role}_NAME") or name
            found[f"GIT_{role}_EMAIL"] = self.environ.get(f"GIT_{role}_EMAIL") or email
        return found

    def take(self, branch: str, new: str, old: str) -> None:
        """Have a branch name a commit, if it still names the `old` one (empty: none)."""
        try:
            words = ("update-ref", "-m", "devjournal sync", f"refs/heads/{branch}", new)
            self.run(*words, old or _ZERO)
        except GitFailed as error:
            raise Conflict(
                f"the branch {branch} was changed meanwhile", hint="sync again"
            ) from error
        self.says("read-tree", "HEAD")  # so that `git status` says what is so


class Who(NamedTuple):
    """Who commits, where git's settings do not say, and when."""

    name: str
    at: dt.datetime


def oid_of(data: bytes) -> str:
    """Return the name that git gives to these bytes."""
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


_FORM = re.compile(
    r"(https|ssh|file)://[^\s-][^\s]*"  # as a browser has it
    r"|([\w.~][\w.~-]*@)?[\w.][\w.-]+:(?!:|//)[^\s:-][^\s]*"  # as ssh has it: me@host:path
)


def address(text: str, start: Path) -> str:
    """Return where a remote is, of a folder the whole path; UsageError for what runs programs.

    `start` is the folder that a relative path begins in.
    """
    is_path = not re.match(r"[^/]+:", text) or re.match(r"[A-Za-z]:[\\/]", text)
    if text and is_path and not text.startswith("-") and "::" not in text and text.isprintable():
        return os.path.realpath(start / Path(text).expanduser())
    if "::" in text or not text.isprintable() or not _FORM.fullmatch(text):
        hint = "https://, ssh:// or file://, me@host:path, or a folder"
        raise UsageError(f"{masked(text)!r} is no address of a remote", hint=hint)
    return text


def masked(url: str) -> str:
    """Return an address without the password in it."""
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1@", url)


_AWAY = re.compile(
    r"could not resolve|timed? ?out|refused|unreachable|no route to host|failed to connect"
    r"|couldn't connect|temporary failure|connection (reset|closed)|network is down"
    r"|operation too slow",
    re.IGNORECASE,
)
_NOT_LET_IN = re.compile(
    r"authentication failed|permission denied|could not read (username|password)"
    r"|terminal prompts disabled|host key verification failed|returned error: (401|403)",
    re.IGNORECASE,
)


class Away(Exception):
    """The remote can't be reached now; the message says why, in git's words."""


def of_remote(error: GitFailed, url: str) -> Exception:
    """Return what a failure to reach a remote means: Away, or an error to be told."""
    lines = [line for line in error.words.split("\n") if line.strip()]
    said = next((one for one in lines if _NOT_LET_IN.search(one) or _AWAY.search(one)), "")
    path = url.removeprefix("file://")
    if path.startswith("/") and not os.path.lexists(path):
        return Away(f"there is no {path} now")
    if _NOT_LET_IN.search(said):
        hint = f"see that git is let in, then sync again: git ls-remote {masked(url)}"
        return Refused(f"{masked(url)} does not let git in: {masked(said)}", hint=hint)
    if said:
        return Away(masked(said))
    return DevjournalError(f"git, on {masked(url)}: {masked(lines[-1] if lines else 'failed')}")


def bigger(root: Path) -> Path | None:
    """Return the folder above a journal that is a git repository; None where there is none."""
    return next((one for one in root.parents if os.path.lexists(one / ".git")), None)


def refuse_bigger(root: Path) -> None:
    """Raise Refused for a journal inside of a bigger repository, whose history is another one."""
    if outer := bigger(root):
        reason = f"this journal is inside of the git repository {outer}, and is not synced there"
        move = f"move the journal out of it, then: {command('sync', '--init', 'REMOTE')}"
        raise Refused(reason, hint=move)
