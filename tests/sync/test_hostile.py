"""A journal can be received with its `.git`, and a remote can hold anything: nothing of it runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devjournal.errors import UsageError
from devjournal.sync.git import Git, address, masked
from tests.sync.laptops import Laptop, git, laptops_in

RUNS = "#!/bin/sh\ntouch '{}'\n"


@pytest.fixture
def one(tmp_path: Path) -> Laptop:
    """Return a machine whose journal is synced."""
    return laptops_in(tmp_path, 1)[0]


def settings(mark: Path) -> dict[str, str]:
    """Return settings that would run a program, which leaves a mark."""
    touch = f"touch {mark}; cat"
    return {
        "core.fsmonitor": touch,
        "core.hooksPath": str(mark.parent),
        "core.sshCommand": touch,
        "core.gitProxy": touch,
        "core.worktree": str(mark.parent),
        "core.attributesFile": str(mark),
        "filter.x.clean": touch,
        "filter.x.smudge": touch,
        "diff.external": touch,
        "merge.x.driver": touch,
        "gpg.program": touch,
        "credential.helper": f"!{touch}",
        "include.path": str(mark),
        "includeIf.gitdir:/.path": str(mark),
        "remote.origin.pushurl": f"ext::{touch}",
        "remote.origin.uploadpack": touch,
        "remote.origin.receivepack": touch,
        "remote.origin.proxy": "http://proxy.example.org",
        "remote.origin.vcs": "ext",
        "url.ext::x.insteadOf": "/",
        "protocol.ext.allow": "always",
        "alias.push": f"!{touch}",
        "extensions.worktreeConfig": "true",
    }


@pytest.mark.parametrize("key", settings(Path("x")))
def test_a_setting_that_is_not_known(one: Laptop, tmp_path: Path, key: str) -> None:
    """A setting beyond the short list is refused by its name, before anything runs."""
    mark = tmp_path / "mark"
    one.git("config", "--local", key, settings(mark)[key])
    (one.root / ".gitattributes").write_text("* filter=x merge=x diff=x\n")
    one.ok("win", "A win")
    before = one.git("--git-dir", str(tmp_path / "remote.git"), "rev-parse", "main")
    for flags in ([], ["--status"]):
        ran = one("sync", *flags)
        assert 7 == ran.code
        assert key.lower() in ran.said.lower()
    assert before == git(tmp_path, "--git-dir", "remote.git", "rev-parse", "main")
    assert not mark.exists()


@pytest.mark.parametrize(
    "url",
    [
        *("ext::sh -c touch% x", "--upload-pack=touch", "http://example.org/x", "fd::7", ""),
        *("git://example.org/x", "transport::address", "https://-x/", "me@-host:x", "a\nb"),
        *("me@host:-x", "a:"),
    ],
)
def test_an_address_that_runs_something(one: Laptop, url: str) -> None:
    """Only https, ssh, files and folders are addresses, in the settings and where one is typed."""
    assert 2 == one("sync", "--init", url).code or not url
    if url:
        one.git("config", "--local", "remote.origin.url", url)
        assert 2 == one("sync").code


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org/me/journal.git", "ssh://me@example.org:22/~/journal"),
        *("me@host:journal", "file:///srv/journal.git", "example.org:me/journal.git"),
    ],
)
def test_an_address(url: str) -> None:
    """These are taken as they are."""
    assert url == address(url, Path("/"))


def test_a_folder_is_an_address() -> None:
    """A path is meant from where it is typed."""
    assert "/srv/robin/remote.git" == address("robin/remote.git", Path("/srv"))
    with pytest.raises(UsageError, match=r"me@example\.org"):
        address("http://me:secret@example.org", Path("/"))
    assert "https://me@example.org/x" == masked("https://me:secret@example.org/x")


def test_hooks_do_not_run(one: Laptop, tmp_path: Path) -> None:
    """No hook of a received repository runs."""
    mark = tmp_path / "mark"
    names = ("pre-push", "reference-transaction", "post-index-change", "pre-auto-gc", "post-merge")
    hooks = one.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in (*names, "pre-commit", "commit-msg", "post-commit", "post-rewrite"):
        (hooks / name).write_text(RUNS.format(mark))
        (hooks / name).chmod(0o755)
    one.ok("win", "A win")
    one.sync()
    assert not mark.exists()


@pytest.mark.parametrize("name", ["commondir", "objects/info/alternates", "info/grafts", "shallow"])
def test_no_plain_repository(one: Laptop, name: str) -> None:
    """A repository that leads to another one, or lacks a part, is refused."""
    file = one.root / ".git" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("/elsewhere\n")
    assert (7, True) == ((ran := one("sync")).code, name in ran.said)


@pytest.mark.parametrize("is_link", [False, True])
def test_git_elsewhere(one: Laptop, tmp_path: Path, *, is_link: bool) -> None:
    """A `.git` that is a file or a link is refused."""
    (one.root / ".git").rename(tmp_path / "moved")
    if is_link:
        (one.root / ".git").symlink_to(tmp_path / "moved")
    else:
        (one.root / ".git").write_text(f"gitdir: {tmp_path / 'moved'}\n")
    assert 7 == one("sync").code


def pushed(tmp_path: Path, *lines: str) -> None:
    """Put entries into the remote that no program of ours would, as lines of an index."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "remote.git"), str(clone))
    blob = git(clone, "hash-object", "-w", "journal.toml").strip()
    for line in lines:
        mode, path = line.split(" ", 1)
        git(clone, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    me = ("-c", "user.name=R", "-c", "user.email=r@example.org")
    git(clone, *me, "commit", "--quiet", "--message", "Odd")
    git(clone, "push", "--quiet", "origin", "HEAD")


@pytest.mark.parametrize("line", ["120000 actions/x.toml", "120000 elsewhere"])
def test_links_are_not_taken_in(one: Laptop, tmp_path: Path, line: str) -> None:
    """A symlink in what comes is refused by its name, and nothing is written."""
    pushed(tmp_path, line)
    before = one.files()
    ran = one("sync")
    assert (7, before) == (ran.code, one.files())
    assert line.split()[1] in ran.said


def test_odd_paths_are_not_written(one: Laptop, tmp_path: Path) -> None:
    """What is no record's file stays in git: nothing of it comes into the folder."""
    odd = [
        *("run.sh", "actions/.x.toml", "actions/deep/x.toml", "unknown/x.toml", ".envrc"),
        *(".devjournal/redo.json", "journal.toml.d/x", "actions/x.sync-conflict-1.toml"),
    ]
    pushed(tmp_path, *(f"100644 {path}" for path in odd))
    one.sync()
    there = {path.relative_to(one.root).as_posix() for path in one.root.rglob("*")}
    assert set() == there & set(odd)
    one.ok("win", "A win")
    one.sync()
    assert {*odd} <= set(one.git("ls-tree", "-r", "--name-only", "HEAD").split("\n"))


def test_two_names_of_one_file(one: Laptop, tmp_path: Path) -> None:
    """Names that some systems take for one are refused."""
    pushed(tmp_path, "100644 actions/x.toml", "100644 actions/X.toml")
    ran = one("sync")
    assert (7, True) == (ran.code, "are one file on some systems" in ran.said)


def test_a_newer_journal(one: Laptop, tmp_path: Path) -> None:
    """A journal that a newer version wrote on another machine is left alone."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "remote.git"), str(clone))
    file = clone / "journal.toml"
    file.write_text(file.read_text().replace("schema = 1", "schema = 99"))
    me = ("-c", "user.name=R", "-c", "user.email=r@example.org")
    git(clone, *me, "commit", "--quiet", "--all", "--message", "Newer")
    git(clone, "push", "--quiet", "origin", "HEAD")
    before = one.files()
    ran = one("sync")
    assert (7, before) == (ran.code, one.files())
    assert "upgrade devjournal" in ran.said


def test_it_never_asks_without_a_terminal(one: Laptop, tmp_path: Path) -> None:
    """Where nobody sits, neither git nor ssh may ask; and no variable leads git elsewhere."""
    environ = {"GIT_DIR": "/x", "GIT_INDEX_FILE": "/y", "GIT_CONFIG_COUNT": "1", "HOME": "/h"}
    made = Git(tmp_path, {**os.environ, **environ}, may_ask=False).environ
    assert ("0", "") == (made["GIT_TERMINAL_PROMPT"], made["GIT_ASKPASS"])
    assert "-o BatchMode=yes" in made["GIT_SSH_COMMAND"]
    assert (str(tmp_path / ".git"), "/h") == (made["GIT_DIR"], made["HOME"])
    assert not {"GIT_INDEX_FILE", "GIT_CONFIG_COUNT"} & made.keys()
    asking = Git(tmp_path, os.environ, may_ask=True).environ
    assert not {"GIT_TERMINAL_PROMPT", "GIT_SSH_COMMAND"} & asking.keys()
    one.environ["GIT_DIR"] = "/nowhere"
    one.sync()
