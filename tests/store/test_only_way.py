from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import devjournal
from devjournal import store

SOURCE = Path(devjournal.__file__).parent
MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}

# The only modules with a call that can change the disk, each with what it changes.
WRITERS = {
    "store/disk.py": "how a file is written whole, and a folder made: all below stand on it",
    "store/transaction.py": "the log of a commit, and the records' files once it is there",
    "store/history.py": "logs, which it moves from place to place, and forgets when too many",
    "store/files.py": "the lock, and the .gitignore beside it",
    "store/plan.py": "journal.toml where there is no journal yet, so nothing to undo to",
    "store/purge.py": "what is to leave no trace, so a commit with its log is no way to do it",
    "store/mend.py": "damaged logs, which it moves, and who may read a file; no record's bytes",
    "store/editors.py": "schemas for editors, and settings that say that they are the program's",
    "store/settings.py": "the user's own settings, outside the journal",
    "store/drafts.py": "drafts, outside the journal",
    "store/templates.py": "the empty folder for templates of one's own",
    "store/cache.py": "the cache, outside the journal",
    "store/archive.py": "a backup's new journal, where there is none yet",
    "sync/git.py": "git's own folder, and the empty one of a journal that is to come",
    "cli/output.py": "a page where --output says",
    "cli/editor.py": "nothing itself: it starts the user's editor, on a draft",
    "cli/app.py": "nothing: it turns stdout away when its reader has gone",
}

# What the other rooms have of the store. These change a journal, each by a commit but for what
# the table above says of its module ...
DOORS = {
    "commit": "records",
    "plan.replace_bytes": "a record's bytes, as their owner edited them",
    "plan.replace_files": "what a sync came to, in one commit",
    "plan.receive_journal": "a journal that comes from a remote, where there is none yet",
    "archive.unpack": "a backup, as a new journal",
    "plan.finish": "what a crash left of a commit",
    "undo": "what a commit did, taken back",
    "redo": "the same, done again",
    "plan.migrate": "all files, to a newer version",
    "create_journal": "a new journal",
    "purge.purge": "a record, for good",
    "mend.quarantine": "damaged logs",
    "editors.bring_schemas": "schemas for editors, no record",
    "fix_permissions": "modes",
}
# ... and these do not.
NO_DOORS = {
    *("load_journal", "take_read_lock", "release_read_lock", "find_root", "check_journal"),
    *("past_of", "check.check_record", "plan.refuse_second", "plan.bytes_to_edit"),
    *("plan.understood", "files.SCHEMA", "files.file_of", "files.on_disk"),
    *("root.VARIABLE", "root.folder_given"),
    *("history.Step", "history.MOST_STEPS", "mend.refuse_known_newer", "cache.forget"),
    *(f"drafts.{name}_draft" for name in ("read", "remove", "rewrite", "save")),
    *("drafts.drafts_called", "drafts.draft_name", "drafts.edit_name", "drafts.folder_name"),
    # What a sync reads of the files itself, and makes bytes of.
    *(
        "files.read_file",
        "files.reading",
        "files.Unreadable",
        "files.JOURNAL_FILE",
        "history.Write",
    ),
    *("files.MOST_BYTES", "files.list_names", "files.copies_in", "files.SUFFIX", "files.id_in"),
    *("files.path_of", "files.place_of", "files.fold", "files.try_lock", "history.is_target"),
    *("load.understand", "root.refuse_newer", "toml.decode", "toml.encode", "toml.value_text"),
    *(
        "toml.EditRefused",
        "toml.TomlError",
        "toml_edit.edit",
        "toml_edit.same",
        "toml_edit.essence",
    ),
    *("toml_edit.comments_in", "toml_edit.with_comments_of"),
    *("toml_errors.KEEP_ONE_SIDE", "toml_errors.merge_markers"),
    *("files.read_regular", "check.unknown_in", "toml.text_of"),
    *("templates.Place", "templates.NAME", "templates.SHIPPED"),
    *("drafts.held", "mend.permission_problems", "files.why"),
    *("editors.SCHEMAS", "archive.pack", "archive.require_empty"),
    # Outside the journal.
    *(f"settings.{name}" for name in ("FIELDS", "OF_A_JOURNAL", "Own")),
    *("settings.change_settings", "settings.read_settings"),
}

# Steps of a commit, and who alone takes them: nobody else goes around what comes before.
STEPS = {
    "writing": {"store/purge.py"},
    "take_in": {"store/transaction.py"},
    "commit_planned": {"store/plan.py"},
}

WRITING_MODULES = re.compile("fileinput|mmap|shutil|sqlite3|subprocess|tempfile")
WRITING_METHODS = re.compile(
    "l?chmod|hardlink_to|mkdir|rename|rmdir|symlink_to|touch|unlink|write_(?:bytes|text)"
)
WRITING_OS = re.compile(
    "f?chmod|f?chown|copy_file_range|fdopen|link|makedirs|mkdir|mkfifo|mknod|posix_spawnp?|pwritev?"
    "|remove(?:dirs)?|renames?|replace|rmdir|sendfile|symlink|system|f?truncate|unlink|utime|writev?"
)
OURS = {"make_folder", "put", "put_in_place", "remove", "sweep", "write_new"}
READING_MODE = re.compile("[rbt]+")
WRITING_FLAG = re.compile(r"O_(?:APPEND|CREAT|EXCL|RDWR|TMPFILE|TRUNC|WRONLY)")


def can_write(source: str) -> bool:
    """Tell whether a module has a call that can change the disk, as far as its names say."""
    tree = ast.parse(source)
    constants = {
        target.id: ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    nodes = list(ast.walk(tree))
    # What is imported of our own has methods of its own; what they do is looked at there.
    own = {"dataclasses"} | {
        one.asname or one.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("devjournal")
        for one in node.names
    } - {"disk"}
    return any(_imports_a_way(node) or _writes(node, constants, own) for node in nodes)


def _imports_a_way(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(WRITING_MODULES.fullmatch(one.name.partition(".")[0]) for one in names)
        case ast.ImportFrom(module="os", names=names):
            return any(WRITING_OS.fullmatch(one.name) or one.name == "open" for one in names)
        case ast.ImportFrom(module="devjournal.store.disk", names=names):
            return any(one.name in OURS for one in names)
        case ast.ImportFrom(module=str(module)):
            return bool(WRITING_MODULES.fullmatch(module.partition(".")[0]))
        case _:
            return False


def _writes(node: ast.AST, constants: dict[str, str], own: set[str]) -> bool:
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="os"), attr="open"), args=[_, flags, *_]
        ):
            return not _only_reads(flags, constants)
        case ast.Call(func=ast.Name(id="open"), args=[_, *args], keywords=keywords):
            return _opens_to_write(args, keywords)
        case ast.Call(func=ast.Attribute(attr="open"), args=args, keywords=keywords):
            return _opens_to_write(args, keywords)
        case ast.Attribute(value=ast.Name(id=of)) if of in own:
            return False
        case ast.Call(func=ast.Attribute(value=of, attr="replace"), args=[_]):
            # A path's: a text's takes two, a day's takes names.
            return not (isinstance(of, ast.Name) and of.id in own)
        case ast.Attribute(value=ast.Name(id=("os" | "disk") as of), attr=name):
            return bool(WRITING_OS.fullmatch(name)) if of == "os" else name in OURS
        case ast.Attribute(attr=name):
            return bool(WRITING_METHODS.fullmatch(name))
        case _:
            return False


def _only_reads(flags: ast.expr, constants: dict[str, str]) -> bool:
    """Whether the flags of os.open are known and none of them is for writing."""
    names = {node.id for node in ast.walk(flags) if isinstance(node, ast.Name)} - {"os", "getattr"}
    text = " ".join([ast.unparse(flags), *(constants.get(name, "O_RDWR") for name in names)])
    return not WRITING_FLAG.search(text)


def _opens_to_write(args: list[ast.expr], keywords: list[ast.keyword]) -> bool:
    modes = [*args[:1], *(one.value for one in keywords if one.arg in ("mode", None))]
    known = [one.value if isinstance(one, ast.Constant) else None for one in modes]
    return not all(isinstance(mode, str) and READING_MODE.fullmatch(mode) for mode in known)


def had_of_the_store(source: str) -> Iterator[str]:
    """Yield what a module of another room has of the store: `commit`, `purge.purge`."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if "devjournal.store" in one.name)
            case ast.ImportFrom(module="devjournal", names=[ast.alias(name="store")]):
                yield from _had_through("store", tree) or ["store"]
            case ast.ImportFrom(module="devjournal.store", names=names):
                for one in names:
                    through = _had_through(one.name, tree)
                    yield from [f"{one.name}.{name}" for name in through] or [one.name]
            case ast.ImportFrom(module=str(module), names=names):
                if module.startswith("devjournal.store."):
                    start = module.removeprefix("devjournal.store.")
                    yield from (f"{start}.{one.name}" for one in names)
            case _:
                pass


def _had_through(name: str, tree: ast.Module) -> list[str]:
    """Return what is had of a module by its name: `store.commit` has commit."""
    return [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == name
    ]


def uses(source: str, name: str) -> bool:
    """Tell whether a module has a name from another one."""
    return any(
        (isinstance(node, ast.alias) and node.name == name)
        or (isinstance(node, ast.Attribute) and node.attr == name)
        for node in ast.walk(ast.parse(source))
    )


def text_of(module: str) -> str:
    """Return a module's source."""
    return MODULES[module].read_text(encoding="utf-8")


def test_only_these_modules_can_write() -> None:
    """No other has a call that can change the disk, and each of these has one."""
    assert WRITERS.keys() == {module for module in MODULES if can_write(text_of(module))}


def test_a_journal_is_changed_by_these_doors_alone() -> None:
    """No command and no operation has anything of the store but what is listed above."""
    others = (module for module in MODULES if not module.startswith("store/"))
    had = {name for module in others for name in had_of_the_store(text_of(module))}
    assert DOORS.keys() | NO_DOORS == had
    homes = {name.rpartition(".")[2] for name in DOORS.keys() | NO_DOORS}
    assert set() == set(store.__all__) - homes


def test_nobody_goes_around_a_step_of_a_commit() -> None:
    """The log comes before the files, the lock and the comparison before the log."""
    assert STEPS == {
        name: {module for module in MODULES if uses(text_of(module), name)} for name in STEPS
    }


WAYS = [
    *("open(path, 'w')", "open(path, mode='r+b')", "open(path, mode)", "open(path, **kw)"),
    *("path.open('ab')", "path.open(mode)", "io.open(path, 'x')", "os.fdopen(handle, 'wb')"),
    *("os.open(path, os.O_RDWR)", "os.open(path, os.O_CREAT | flags)", "os.open(path, flags)"),
    *("path.write_bytes(data)", "path.write_text('')", "path.replace(other)", "path.rename(other)"),
    *("path.unlink()", "os.unlink(path)", "os.remove(path)", "os.replace(path, other)"),
    *("path.mkdir()", "os.makedirs(path)", "path.rmdir()", "path.chmod(0o600)", "path.touch()"),
    *("path.symlink_to(other)", "os.link(path, other)", "os.truncate(path, 0)", "os.system('rm')"),
    *("os.write(handle, data)", "list(map(Path.unlink, paths))", "disk.put(path, data)"),
    *("import shutil", "from tempfile import mkstemp", "from os import unlink"),
    "import subprocess",
    *("from os import open as o", "from devjournal.store.disk import put as p"),
]
HARMLESS = [
    *("open(path)", "open(path, 'rb')", "path.open()", "path.open(mode='rt')", "webbrowser.open()"),
    *("os.open(path, os.O_RDONLY)", "'a'.replace('a', 'b')", "day.replace(day=1)", "os.stat(path)"),
    *("dataclasses.replace(one)", "path.read_bytes()"),
    *("from devjournal.store.disk import disk_errors", "stream.write('')", "path.exists()"),
    "from devjournal.changes import links; links.rename(one)",
]


@pytest.mark.parametrize("way", WAYS)
def test_every_other_way_is_seen(way: str) -> None:
    """One line more, at the end of any module or in a function of it, and it can write."""
    assert can_write(way)
    for module in ("store/load.py", "store/plan.py", "changes/log.py", "cli/run.py"):
        assert can_write(f"{text_of(module)}\n\ndef also() -> None:\n    {way}\n")


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_is_no_way_is_not_seen(harmless: str) -> None:
    """Reading a file, and words that only sound like it."""
    assert not can_write(harmless)


@pytest.mark.parametrize(
    ("line", "had"),
    [
        ("from devjournal.store.history import take_in", "history.take_in"),
        ("from devjournal.store import disk", "disk"),
        ("from devjournal.store import disk; disk.put(file, data)", "disk.put"),
        ("from devjournal import store", "store"),
        ("from devjournal import store; store.disk(file)", "disk"),
        ("import devjournal.store.disk as d", "devjournal.store.disk"),
    ],
)
def test_another_door_is_seen(line: str, had: str) -> None:
    """However it is imported, also inside a function, it is none of those that are listed."""
    assert [had] == list(had_of_the_store(f"def f() -> None:\n    {line}\n"))
    assert had not in DOORS.keys() | NO_DOORS
