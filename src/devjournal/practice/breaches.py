"""When each rule of practice is broken: questions about one record in its journal.

The table in rules.py says what each of these asks for, and what settles it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

_DAY_NEEDED = ("resource", "introduction")
_SCALES = ("team", "org", "company")


def no_purpose(_journal: Journal, record: Any) -> bool:
    """Whether a relationship began without a purpose. (P030)"""
    return record.state == "active" and not record.purpose


def no_project(_journal: Journal, record: Any) -> bool:
    """Whether a partnership began without a project. (P044)"""
    return record.state == "active" and record.kind == "partner" and not record.project


def coach_goal_unmeasured(journal: Journal, record: Any) -> bool:
    """Whether an open goal with a coach lacks a measure or a day. (P035)"""
    bound = journal.get(("relationship", record.relationship)) if record.relationship else None
    is_coached = bound is not None and bound.record.kind == "coach"
    return is_coached and record.is_open and not (record.measure and record.due)


def undated_resource(_journal: Journal, record: Any) -> bool:
    """Whether something that was promised to be sent has no day. (P071)"""
    return record.is_open and record.kind in _DAY_NEEDED and record.due is None


def goal_without_baseline(_journal: Journal, record: Any) -> bool:
    """Whether an open goal has a target and no baseline. (P006)"""
    return record.is_open and record.target is not None and record.baseline is None


def skill_without_rating(_journal: Journal, record: Any) -> bool:
    """Whether a skill has a target and was never rated. (P006)"""
    return record.target is not None and not record.ratings


def busywork(_journal: Journal, record: Any) -> bool:
    """Whether an open opportunity serves no objective. (P014)"""
    return record.is_open and not record.objective


def nothing_expected(_journal: Journal, record: Any) -> bool:
    """Whether an opportunity began, and nobody said what it is to bring. (P015)"""
    # Of one that sank it is too late to ask, and it may still sting (P018).
    has_begun = record.state in ("accepted", "delivered") and record.outcome != "sank"
    return has_begun and not record.expected_result


def retried_as_large(journal: Journal, record: Any) -> bool:
    """Whether a retry is no smaller, and no smaller one went well before it. (P020)"""
    sank = journal.get(("opportunity", record.retry_of)) if record.retry_of else None
    if not record.is_open or sank is None or _is_smaller(record, sank.record):
        return False
    tries = (one.record for one in journal.opportunities if one.record.retry_of == sank.id)
    return not any(one.outcome == "swam" and _is_smaller(one, sank.record) for one in tries)


def _is_smaller(retry: Any, sank: Any) -> bool:
    """Whether a retry is smaller, or as small as can be, or a scale is not known."""
    if retry.scale is None or sank.scale is None:
        return True
    is_least = retry.scale == _SCALES[0]
    return is_least or _SCALES.index(retry.scale) < _SCALES.index(sank.scale)


def _learns_from(record: Any) -> bool:
    return (record.kind, record.my_role, record.state) == ("mentor", "receiving", "active")


def no_domains(journal: Journal, record: Any) -> bool:
    """Whether nothing says what somebody who mentors me knows deeply. (P029)"""
    mentor = journal.get(("person", record.person)) if _learns_from(record) else None
    return mentor is not None and not mentor.record.domains


def supervises_me(journal: Journal, record: Any) -> bool:
    """Whether somebody who mentors me supervises me too. (P032)"""
    mentor = journal.get(("person", record.person)) if _learns_from(record) else None
    return mentor is not None and bool(mentor.record.supervises_me)
