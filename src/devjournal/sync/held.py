"""What a journal holds: in its folder, and in a commit; and whether it is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.stored import Ref
from devjournal.models.ids import check_id
from devjournal.models.profile import Profile
from devjournal.models.registry import FOLDERS, KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.shell import command
from devjournal.store import files
from devjournal.store.files import JOURNAL_FILE, MOST_BYTES, SCHEMA, Unreadable, path_of
from devjournal.store.history import is_target
from devjournal.store.load import understand
from devjournal.store.toml_errors import KEEP_ONE_SIDE, merge_markers
from devjournal.sync.git import Entry, Git, oid_of

if TYPE_CHECKING:
    from devjournal.sync.trees import Blobs, Tree

ME = Ref("profile", "journal")
"""The profile, which every journal has."""


class Changed(NamedTuple):
    """A record that one state of a journal has otherwise than another."""

    what: Literal["added", "changed", "deleted"]
    ref: Ref


def differences(old: Tree, new: Tree) -> tuple[Changed, ...]:
    """Return what changed from one state to another, in the order of names."""
    found = []
    for ref in sorted({*old, *new}):
        if old.get(ref) != new.get(ref):
            what = "added" if ref not in old else "deleted" if ref not in new else "changed"
            found.append(Changed(what, ref))  # type: ignore[arg-type]  # one of the three
    return tuple(found)


def in_words(changes: Iterable[Changed]) -> str:
    """Return changes in a line: `2 actions added, 1 goal changed`."""
    counts = Counter((one.what, one.ref.kind) for one in changes)
    words = []
    for (what, kind), count in sorted(counts.items()):
        words.append(f"{count} {kind if count == 1 else KINDS[kind].plural} {what}")
    return ", ".join(words) or "nothing changed"


_WIDE = 72


def message_of(changes: Sequence[Changed], *, is_merge: bool) -> str:
    """Return the message of a commit: what changed, in words, and which files."""
    words = in_words(changes)
    head = words if len(words) <= _WIDE else f"{len(changes)} records changed"
    lines = (f"{one.what} {path_of(*one.ref[:2])}" for one in changes)
    return "\n".join([f"Merge: {head}" if is_merge else head.capitalize(), "", *lines, ""])


class Held(NamedTuple):
    """A commit: its name, its records, and the files in it that are none, which stay."""

    commit: str
    tree: Tree
    others: Mapping[str, Entry]


def files_in(root: Path, blobs: Blobs) -> Tree:
    """Return the records that are in the journal's folder, their bytes among the blobs."""
    tree: dict[Ref, str] = {}
    with files.reading(root):
        for kind in KINDS:
            for name in _names(root, kind):
                path = files.place_of(kind, name)
                try:
                    check_id(files.id_in(name))
                    data = files.read_file(root, path)
                except UsageError as error:
                    raise BadFile(f"{path}: {error.message}", hint=error.hint) from error
                except Unreadable as error:
                    raise error.of(path) from error
                oid = oid_of(data)
                blobs[oid] = data
                tree[Ref(kind, files.id_in(name))] = oid
    return tree


def held_by(git: Git, commit: str) -> Held:
    """Return what a commit holds; nothing of an empty name."""
    tree: dict[Ref, str] = {}
    others: dict[str, Entry] = {}
    folded: dict[tuple[str, str], str] = {}
    entries = git.entries(commit) if commit else []
    copies = _copies_in(one.path for one in entries)
    for one in entries:
        ref = _ref_at(one.path) if one.path not in copies else None
        if ref is None:
            others[one.path] = one
            continue
        twin = folded.setdefault((ref.kind, files.fold(ref.id)), one.path)
        if twin != one.path:
            raise Refused(f"{one.path} and {twin} are one file on some systems", hint=_MEND)
        if one.size > MOST_BYTES:
            raise Refused(f"{one.path} is over {MOST_BYTES >> 20} MiB", hint=_MEND)
        tree[ref] = one.oid
    if commit and ME not in tree:
        raise Refused(f"there is no {JOURNAL_FILE} in the commit {commit[:12]}", hint=_MEND)
    return Held(commit, tree, others)


def require_sound(tree: Tree, known: Tree, blobs: Blobs, *, came: bool = False) -> None:
    """Raise for the first file, of those not known, that can't be read, or is unmerged."""
    mend = _MEND if came else None
    for ref, oid in tree.items():
        if known.get(ref) == oid or oid not in blobs:
            continue
        path, data = path_of(*ref[:2]), blobs[oid]
        record, problems = understand(ref.kind, path, data)
        if wrong := next((one for one in problems if one.level == "problem"), None):
            raise BadFile(f"{wrong}\nnothing was changed", hint=mend or wrong.hint)
        if lines := merge_markers(data.decode(errors="replace").split("\n")):
            reason = f"{path}:{lines[0]}:1: what a merge left stands in a text"
            raise Refused(f"{reason}; nothing was changed", hint=mend or KEEP_ONE_SIDE)
        if isinstance(record, Profile) and record.schema > SCHEMA:
            reason = f"the journal there is of version {record.schema}, and this program's {SCHEMA}"
            raise Refused(reason, hint="upgrade devjournal")


def refuse_emptied(old: Tree, new: Tree) -> None:
    """Raise Refused if a kind had records, and has none now: most likely a folder was lost."""
    had, has = ({ref.kind for ref in tree} for tree in (old, new))
    for kind in (one for one in KINDS if one in had - has):
        count = sum(ref.kind == kind for ref in old)
        what = KINDS[kind].folder
        reason = f"after this sync {what} would be empty: all {count} would be deleted"
        hint = f"if that is meant: {command('sync', '--force')}"
        raise Refused(f"{reason}; nothing was changed", hint=hint)


_MEND = "it came from the remote: mend it on the machine that it came from, and sync there"


def _names(root: Path, kind: str) -> Iterator[str]:
    """Yield the names of a kind's files; a copy that some program left is none."""
    try:
        names = files.list_names(root, kind)
    except Unreadable as error:
        raise error.of(KINDS[kind].folder) from error
    copies = files.copies_in(names)
    yield from (one for one in names if one not in copies)


def _copies_in(paths: Iterable[str]) -> set[str]:
    """Return those paths that are copies which some program left, as in the journal's folder."""
    names: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        if name.endswith(files.SUFFIX):
            names.setdefault(folder + slash, []).append(name)
    return {folder + name for folder, found in names.items() for name in files.copies_in(found)}


def _ref_at(path: str) -> Ref | None:
    """Return the record whose file stands at a path of a commit; None for what is none."""
    folder, _, name = path.rpartition("/")
    if not is_target(path):
        return None
    return Ref(FOLDERS[folder].name, files.id_in(name)) if folder else ME


def merged_others(
    base: Mapping[str, Entry], ours: Mapping[str, Entry], theirs: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Merge the files that are no records, which git alone keeps; ours, if both changed one."""
    merged = dict(ours)
    for path in {*base, *theirs}:
        if ours.get(path) == base.get(path) and path in theirs:
            merged[path] = theirs[path]
        elif ours.get(path) == base.get(path):
            merged.pop(path, None)
    return merged
