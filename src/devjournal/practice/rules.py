"""The rules of practice, one table: what each asks, and what settles it.

A rule that blocks binds the commands: the move waits. A file edited by hand that breaks
one is read all the same, and `check` warns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from devjournal.errors import Refused
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.records.base import Record

_DAY_NEEDED = ("resource", "introduction")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the point of practice it serves, the kind it is about, when it is broken.

    `words` say what is missing, `mend` the flag that settles it.
    """

    point: str
    level: Literal["blocks"]
    kind: str
    is_broken: Callable[[Journal, Any], bool]
    words: str
    mend: str


def _no_purpose(_journal: Journal, record: Any) -> bool:
    return record.state == "active" and not record.purpose


def _no_project(_journal: Journal, record: Any) -> bool:
    return record.state == "active" and record.kind == "partner" and not record.project


def _coach_goal_unmeasured(journal: Journal, record: Any) -> bool:
    bound = journal.get(("relationship", record.relationship)) if record.relationship else None
    is_coached = bound is not None and bound.record.kind == "coach"
    return is_coached and record.is_open and not (record.measure and record.due)


def _undated_resource(_journal: Journal, record: Any) -> bool:
    return record.is_open and record.kind in _DAY_NEEDED and record.due is None


def _goal_without_baseline(_journal: Journal, record: Any) -> bool:
    return record.is_open and record.target is not None and record.baseline is None


def _skill_without_rating(_journal: Journal, record: Any) -> bool:
    return record.target is not None and not record.ratings


RULES: tuple[Rule, ...] = (
    Rule(
        "P030",
        "blocks",
        "relationship",
        _no_purpose,
        "a relationship starts with a purpose, and this one has none",
        'say why you work together: --purpose "financial acumen"',
    ),
    Rule(
        "P044",
        "blocks",
        "relationship",
        _no_project,
        "a partnership needs a project to be equals on, and this one has none",
        'name it: --project "the refund desk pilot"',
    ),
    Rule(
        "P035",
        "blocks",
        "goal",
        _coach_goal_unmeasured,
        "a goal with a coach has a measure and a day",
        'say both: --measure "talks given" --due 1m',
    ),
    Rule(
        "P071",
        "blocks",
        "action",
        _undated_resource,
        "a promised resource or introduction has an exact day",
        "say which: --due fri (on a line of the log: due:fri)",
    ),
    Rule(
        "P006",
        "blocks",
        "goal",
        _goal_without_baseline,
        "a target needs a baseline: where does it stand now?",
        "say it: --baseline 3",
    ),
    Rule(
        "P006",
        "blocks",
        "skill",
        _skill_without_rating,
        "a target needs a baseline: where do you stand now?",
        "say it: --level 2",
    ),
)


def broken(journal: Journal, kind: str, record: Record) -> Iterator[Rule]:
    """Yield every rule that a record breaks."""
    return (rule for rule in RULES if rule.kind == kind and rule.is_broken(journal, record))


def require(journal: Journal, kind: str, record: Record) -> None:
    """Raise Refused for the first rule that blocks a record as it is to be written."""
    for rule in broken(journal, kind, record):
        raise Refused(f"{rule.words} ({rule.point})", hint=rule.mend)
