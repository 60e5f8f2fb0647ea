"""The rules of practice in one table: when each is broken, what it asks, and what settles it.

A rule that blocks binds the commands: the move waits. One that warns binds nothing: a
command says it after what it did. A file edited by hand that breaks either is read all
the same, and `check` warns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from devjournal.errors import Refused
from devjournal.models.base import by_name
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import other_value
from devjournal.practice.settle import fields_command
from devjournal.shell import LEVEL, command, set_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Change, Stored
    from devjournal.models.base import Record

_SCALES = ("team", "org", "company")


class Rule(NamedTuple):
    """One rule: the point of practice it serves, the kind it is about, when it is broken.

    `is_broken` may say where, by keys and places in lists.
    `words` say what is missing; PERSON in them is the name of the person in a relationship.
    `settle` is the hint of a rule that blocks; of one that warns, the field and value for
    `set` (on the person, where the rule is about a relationship), or None. `needs` are the
    fields that a record which is there already must have first.
    """

    point: str
    level: Literal["blocks", "warns"]
    kind: str
    is_broken: Callable[[Journal, Any], object]
    words: str
    settle: str | tuple[str, str] | None
    needs: tuple[str, ...] = ()

    def place(self, journal: Journal, record: Any) -> tuple[str | int, ...]:
        """Return where a record breaks this rule; () where that is the record as a whole."""
        at = self.is_broken(journal, record)
        return at if isinstance(at, tuple) else ()

    def words_for(self, journal: Journal, record: Any) -> str:
        """Return what is missing from a record that breaks this rule."""
        about = journal.name_of(record.person) if "PERSON" in self.words else ""
        return self.words.replace("PERSON", about)

    def settled_by(self, id_: str, record: Any) -> str | None:
        """Return the command after which a record keeps this rule; None if there is none."""
        if not isinstance(self.settle, tuple):
            return None
        return set_command(record.person if self.kind == "relationship" else id_, *self.settle)


def _goal_with_coach(journal: Journal, record: Any) -> bool:
    found = journal.get(("relationship", record.relationship)) if record.relationship else None
    is_coached = found is not None and found.record.kind == "coach"
    return is_coached and record.is_open and not (record.measure and record.due)


def _nothing_expected(_journal: Journal, record: Any) -> bool:
    # Of one that sank it is too late to ask, and it may still sting (P018).
    has_begun = record.state in ("accepted", "delivered") and record.outcome != "sank"
    return has_begun and not record.expected_result


def _retried_as_large(journal: Journal, record: Any) -> bool:
    """Whether a retry is no smaller, and no smaller one went well before it."""
    sank = journal.get(("opportunity", record.retry_of)) if record.retry_of else None
    if not record.is_open or sank is None or _is_smaller(record, sank.record):
        return False
    tries = (one.record for one in journal.opportunities if one.record.retry_of == sank.id)
    return not any(one.outcome == "swam" and _is_smaller(one, sank.record) for one in tries)


def _is_smaller(retry: Any, sank: Any) -> bool:
    """Whether a retry is smaller, or as small as can be, or a scale is not known."""
    if retry.scale is None or sank.scale is None:
        return True
    return _SCALES.index(retry.scale) < max(1, _SCALES.index(sank.scale))


def _mentor(journal: Journal, record: Any) -> Stored[Any] | None:
    """Return the person who mentors me in an active relationship; None in any other."""
    mentors_me = (record.kind, record.my_role, record.state) == ("mentor", "receiving", "active")
    return journal.get(("person", record.person)) if mentors_me else None


def _has_field(mentor: Stored[Any], record: Any) -> bool:
    """Whether it is said what a mentor knows well: of them, or in what they were asked for."""
    return bool(mentor.record.domains or mentor.record.seen or (record.ask and record.ask.skill))


RULES: tuple[Rule, ...] = (
    Rule(
        *("P030", "blocks", "relationship"),
        lambda _, one: one.state == "active" and not one.purpose,
        "a relationship needs a purpose before it starts",
        'say why you work together: --purpose "financial acumen"',
        ("purpose",),
    ),
    Rule(
        *("P044", "blocks", "relationship"),
        lambda _, one: one.state == "active" and one.kind == "partner" and not one.project,
        "a partnership needs a project to work on as equals",
        'name it: --project "the refund desk pilot"',
        ("project",),
    ),
    Rule(
        *("P035", "blocks", "goal"),
        _goal_with_coach,
        "a goal with a coach needs a measure and a due day",
        'give both: --measure "talks given" --due 1m',
        ("measure", "due"),
    ),
    Rule(
        *("P071", "blocks", "action"),
        lambda _, one: one.is_open and one.kind in ("resource", "introduction") and one.due is None,
        "a promised resource or introduction needs a due day of its own",
        "give it: --due fri (on a line of the log page: due:fri)",
        ("due",),
    ),
    Rule(
        *("P006", "blocks", "goal"),
        lambda _, one: one.is_open and one.target is not None and one.baseline is None,
        "a goal with a target needs a baseline: the value it starts from",
        "give it: --baseline 3",
        ("baseline",),
    ),
    Rule(
        *("P006", "blocks", "skill"),
        lambda _, one: one.target is not None and not one.ratings,
        "a skill with a target needs a level to start from",
        "give it: --level 2",
        ("ratings",),
    ),
    Rule(
        *("P095", "warns", "goal"),
        other_value,
        "the journal itself counts this goal, and a check-in has another value",
        None,
    ),
    Rule(
        *("P014", "warns", "opportunity"),
        lambda _, one: one.is_open and not one.objective,
        "it serves no objective yet",
        ("objective", "ID"),
    ),
    Rule(
        *("P015", "warns", "opportunity"),
        _nothing_expected,
        "no expected result is recorded yet",
        ("expected_result", "..."),
    ),
    Rule(
        *("P020", "warns", "opportunity"),
        _retried_as_large,
        "it is as large as the one that did not go well; a smaller one first is a safer way back",
        ("scale", "team"),
    ),
    Rule(
        *("P029", "warns", "relationship"),
        lambda journal, one: (mentor := _mentor(journal, one)) and not _has_field(mentor, one),
        "no field of expertise is recorded for PERSON yet",
        ("domains", "..."),
    ),
    Rule(
        *("P032", "warns", "relationship"),
        lambda journal, one: (mentor := _mentor(journal, one)) and mentor.record.supervises_me,
        "PERSON supervises you as well; agree on what stays between the two of you",
        None,
    ),
)


def broken(journal: Journal, kind: str, record: Record) -> Iterator[Rule]:
    """Yield every rule that a record breaks."""
    return (rule for rule in RULES if rule.kind == kind and rule.is_broken(journal, record))


def require(journal: Journal, kind: str, record: Any, before: Stored[Any] | None = None) -> None:
    """Raise Refused for the first rule that blocks a record as it is to be written.

    What is new takes flags, and so does a start; to one that was there `before`, a command of
    its own gives what is needed.
    """
    for rule in broken(journal, kind, record):
        if rule.level == "blocks":
            is_told = before is None or (
                kind == "relationship" and before.record.state != record.state
            )
            hint = rule.settle if is_told or before is None else _first(before, rule.needs)
            raise Refused(rule.words_for(journal, record), hint=str(hint))


def _first(stored: Stored[Any], needs: tuple[str, ...]) -> str:
    if "ratings" in needs:
        return f"rate it first: {command('skill', 'rate', stored.id, LEVEL)}"
    fields = by_name(type(stored.record))
    return f"first: {fields_command(stored.id, *(fields[name] for name in needs))}"


class Warned(NamedTuple):
    """A rule that warns, the record that breaks it, what to say, and what settles it if any."""

    rule: Rule
    kind: str
    id: str
    words: str
    settle: str | None


def warned(before: Journal, after: Journal, changes: Iterable[Change]) -> Iterator[Warned]:
    """Yield what is to be said of changes; not what was broken before by one that did not move."""
    for change in changes:
        record: Any = change.after
        old: Any = change.before and change.before.record
        for rule in broken(after, change.kind, record) if record is not None else ():
            if rule.level == "blocks":
                continue
            if old is None or old.state != record.state or not rule.is_broken(before, old):
                words, settle = rule.words_for(after, record), rule.settled_by(change.id, record)
                yield Warned(rule, change.kind, change.id, words, settle)
