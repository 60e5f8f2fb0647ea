"""Commands, undo, redo, crashes and edits by hand in any order, against a plain model."""

from __future__ import annotations

import contextlib
import functools

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from devjournal.changes.operation import Changes
from devjournal.changes.records import add_action, finish, set_fields
from devjournal.changes.relationships import meet
from devjournal.errors import Conflict, Refused
from devjournal.journal.stored import Change
from devjournal.models.growth import Goal
from devjournal.models.meetings import Topic
from devjournal.store import commit, redo, undo
from devjournal.store.files import path_of
from devjournal.store.purge import purge
from tests.builders import NOW
from tests.crash.beside_model import BesideModel
from tests.crash.model import id_of
from tests.crash.strikes import KINDS, Kind, Strike

HAND_MADE = b'# by hand\ntitle = "Kept by hand"   # mine\nowner="me"\n'

strikes = st.none() | st.builds(Strike, st.sampled_from(KINDS), st.integers(1, 45))
one_of_many = st.integers(0, 10_000)


class JournalMachine(BesideModel, RuleBasedStateMachine):
    """Does whatever comes to mind to one journal."""

    # What is done

    @rule(strike=strikes, which=one_of_many)
    def add(self, strike: Strike | None, which: int) -> None:
        """Add one record, of a kind with a folder of its own."""

        def draft_it(draft: Changes) -> None:
            number = next(self.numbers)
            if which % 3 == 0:
                draft.add("goal", Goal(title=f"Goal {number}"))
            elif which % 3 == 1:
                draft.add("topic", Topic(text=f"Topic {number}", relationship="priya-mentor"))
            else:
                add_action(draft, due=None, expected=None, title=f"Action {number}", owner="me")

        self.operate(draft_it, strike)

    @rule(strike=strikes)
    def meet_somebody(self, strike: Strike | None) -> None:
        """Add a person, a relationship and a meeting, in three folders."""
        name = f"Ana Novak {next(self.numbers)}"
        self.operate(lambda draft: meet(draft, name, "mentor", at=NOW, purpose="Finance"), strike)

    @rule(strike=strikes, which=one_of_many, how=st.sampled_from(["finish", "reopen", "drop"]))
    def move(self, strike: Strike | None, which: int, how: str) -> None:
        """Move a record to another state."""

        def draft_it(draft: Changes) -> None:
            stored = self.chosen(draft.journal, which, ("action", "topic"))
            if how == "finish":
                finish(draft, stored, draft.today, None)
            elif how == "reopen":
                draft.move(stored, "reopen")
            else:
                draft.move(stored, "drop", why="moot")

        self.operate(draft_it, strike)

    @rule(strike=strikes, which=one_of_many, text=st.text("ab#\"'\n\\é", min_size=1, max_size=9))
    def set(self, strike: Strike | None, which: int, text: str) -> None:
        """Set fields of a record."""

        def draft_it(draft: Changes) -> None:
            stored = self.chosen(draft.journal, which, ("action", "goal"))
            set_fields(draft, stored, {("tags",): (text,)})

        self.operate(draft_it, strike)

    @rule(strike=strikes, which=one_of_many, count=st.integers(2, 4))
    def many_at_once(self, strike: Strike | None, which: int, count: int) -> None:
        """Change some records and add one, in one operation."""

        def draft_it(draft: Changes) -> None:
            actions = draft.journal.actions
            if len(actions) < count:
                raise Refused("too few")
            start = which % len(actions)
            for stored in (actions * 2)[start : start + count]:
                set_fields(draft, stored, {("tags",): (f"all {next(self.numbers)}",)})
            add_action(draft, due=None, expected=None, title="One more", owner="me")

        self.operate(draft_it, strike)

    @rule(strike=strikes, which=one_of_many)
    def delete(self, strike: Strike | None, which: int) -> None:
        """Delete a record."""
        self.settle()
        with contextlib.suppress(Refused):
            stored = self.chosen(self.journal(), which, ("action", "goal", "topic"))
            self.commit([Change(stored.kind, stored.id, stored, None)], strike)

    @rule(strike=strikes)
    def undo(self, strike: Strike | None) -> None:
        """Take back what was done last."""
        self.settle()
        act = functools.partial(undo, self.root, at=NOW)
        if self.model.may_undo():
            self.write(act, self.model.undoing(), strike)
        else:
            self.refused(act, Refused)

    @rule(strike=strikes)
    def redo(self, strike: Strike | None) -> None:
        """Do again what was undone last."""
        self.settle()
        act = functools.partial(redo, self.root, at=NOW)
        if self.model.may_redo():
            self.write(act, self.model.redoing(), strike)
        else:
            self.refused(act, Refused)

    @rule(which=one_of_many)
    def purge(self, which: int) -> None:
        """Forget a file for good."""
        self.settle()
        paths = [path for path in sorted(self.model.files) if path.startswith("actions/")]
        if paths:
            path = paths[which % len(paths)]
            act = functools.partial(purge, self.root, "action", id_of(path), drafts=self.folder)
            with contextlib.suppress(Refused):
                self.write(act, self.model.purged(path), None)

    # What others do

    @rule(which=one_of_many, line=st.sampled_from([b"# mine\n", b"mine = 1\n", b"\r\n", b"= \n"]))
    def edit_by_hand(self, which: int, line: bytes) -> None:
        """Add a line to a file, as an editor would; it may break it, or mend nothing."""
        paths = sorted(path for path in self.disk() if path.startswith(("actions/", "goals/")))
        if paths:
            path = paths[which % len(paths)]
            data = (self.root / path).read_bytes() + line + b"# %d\n" % next(self.numbers)
            self.by_hand(path, data)

    @rule(kind=st.sampled_from(KINDS), at=st.integers(15, 35), which=one_of_many)
    def edit_what_is_under_way(self, kind: Kind, at: int, which: int) -> None:
        """Interrupt an operation, and edit one of its files before it can be finished."""
        self.meet_somebody(Strike(kind, at))
        if self.pending:
            path, _, ours = self.pending.writes[which % len(self.pending.writes)]
            self.by_hand(path, (ours or b"") + b"# %d\n" % next(self.numbers))

    @precondition(lambda self: self.pending is None)
    @rule(which=one_of_many)
    def delete_by_hand(self, which: int) -> None:
        """Remove a file."""
        paths = sorted(path for path in self.disk() if path.startswith("actions/"))
        if paths:
            self.by_hand(paths[which % len(paths)], None)

    @rule()
    def make_by_hand(self) -> None:
        """Make a file that a program did not name."""
        self.by_hand(f"actions/hand made {next(self.numbers)}.toml", HAND_MADE)

    @precondition(lambda self: self.pending is None)
    @rule(which=one_of_many)
    def write_what_is_stale(self, which: int) -> None:
        """Change a record that somebody changed since it was read: they have it."""
        with contextlib.suppress(Refused):
            stored = self.chosen(self.journal(), which, ("action", "goal"))
            path = path_of(stored.kind, stored.id)
            self.by_hand(path, self.model.files[path] + b"# %d\n" % next(self.numbers))
            draft = Changes(self.journal(), NOW, self.draw)
            set_fields(draft, stored, {("tags",): ("stale",)})
            changes = draft.operation("stale").changes
            self.refused(lambda: commit(self.root, "stale", changes, at=NOW), Conflict)

    # What is always so

    @invariant()
    def a_reader_sees_the_model(self) -> None:
        """Records, problems and history are those of the model, and reading wrote nothing."""
        self.compare()
