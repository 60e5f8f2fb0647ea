"""DESIGN's table of visibility written down a second time, by hand, for the tests alone.

It shares nothing with the table in the code: one that is wrong is caught by the other. A
new field fails the tests until it stands here, with whom it reaches.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Whom a kind reaches by itself, and what becomes of each of its fields.

    `shown` goes to whoever sees the record; `related` only where that is a relationship;
    `told` only to those whom the record's own visibility names; `kept` to nobody, ever.
    """

    reaches: frozenset[str]
    shown: frozenset[str]
    kept: frozenset[str]
    related: frozenset[str]
    told: frozenset[str]


def _row(reaches: str, shown: str, kept: str, related: str = "", told: str = "") -> Row:
    return Row(*(frozenset(words.split()) for words in (reaches, shown, kept, related, told)))


_RECORD = "created identity imported_from unsettled tags visibility"
_ENTRY = "on kind text goal skill relationship meeting objective opportunity about"

WHO_SEES_WHAT: dict[str, Row] = {
    # Every reader there is; wins and objectives those of their firm.
    "profile": _row(
        "everybody",
        "schema name roles",
        f"direction manager review_starts review_months timezone settings alias"
        f" former_managers {_RECORD}",
        related="aspiration target_role can_offer",
    ),
    "win": _row(
        "the-firm",
        f"{_ENTRY} so_what business_line served scale credit evidence numbers",
        f"note {_RECORD}",
    ),
    "objective": _row(
        "the-firm",
        "title kpi unit baseline target owner period state closed_on",
        f"closed_why {_RECORD}",
    ),
    # The manager, where it serves an objective and is bound to no relationship; and the one
    # relationship that it is bound to, or whose person sponsors it.
    "goal": _row(
        "manager its-relationship",
        "title measure unit baseline target due checkins relationship skill objective"
        " state closed_on",
        f"why builds commitment stretch milestones closed_why {_RECORD}",
    ),
    "opportunity": _row(
        "manager its-sponsor",
        "title type purpose scale stretch sponsor stakeholders decision_makers exposure objective"
        " expected_result result prep_goals retry_of proposed_on accepted_on on outcome"
        " state closed_on",
        f"closed_why {_RECORD}",
    ),
    "skill": _row("whose-goals-or-ask-name-it", "name importance target owners ratings", _RECORD),
    # The one relationship that it links to, or is.
    "person": _row(
        "its-own",
        "name address",
        "title organisation same_team email seniority domains seen supervises_me paid credential"
        f" priorities vocabulary personal introduced_by potential {_RECORD}",
    ),
    "relationship": _row(
        "itself",
        "person kind my_role purpose outcomes objectives cadence weekday time minutes channel"
        " meetings_agreed review_on agreement ask",
        "state purpose_kind origin link start end project became giving_stage closed_as wrote_on"
        f" checks measures growth closed_on closed_why {_RECORD}",
    ),
    "meeting": _row(
        "its-relationship",
        "relationship at minutes channel decisions next_focus state closed_on",
        "kind developmental_minutes received self_check talk_share value_me value_them thanked_on"
        f" cancelled_by moves closed_why {_RECORD}",
        told="notes",
    ),
    "topic": _row(
        "its-relationship",
        "text relationship kind focus deep_dive minutes raised_on meeting conclusion"
        " state closed_on",
        f"closed_why {_RECORD}",
    ),
    "action": _row(
        "its-relationship",
        "title owner due relationship state closed_on",
        f"kind meeting goal topic evidence note moves closed_why {_RECORD}",
    ),
    "vouched": _row("its-relationship", f"{_ENTRY} by act via risk_taken", _RECORD),
    "gave": _row("its-relationship", f"{_ENTRY} who what", _RECORD),
    "resource": _row("its-relationship", f"{_ENTRY} title author source link read_on", _RECORD),
    # Nobody but me, until its own visibility says otherwise.
    "feedback": _row("", f"{_ENTRY} given_by situation behaviour impact verbatim intent", _RECORD),
    "lesson": _row("", _ENTRY, _RECORD),
    "setback": _row(
        "",
        f"{_ENTRY} state closed_on processing_until feedback gap_skills new_approach",
        f"closed_why {_RECORD}",
    ),
    "assessment": _row("", f"{_ENTRY} accomplishments impact improve", _RECORD),
    "reflection": _row("", _ENTRY, _RECORD),
    "note": _row("", _ENTRY, _RECORD),
    "layout": _row("", "", f"title since until reader page {_RECORD}"),
    # The tables inside of those; one that is kept whole has nothing to decide.
    "profile.roles": _row("", "title organisation level since until", ""),
    "win.numbers": _row("", "metric before after unit lower_is_better", ""),
    "goal.checkins": _row("", "on value health", "confidence behaviour note"),
    "skill.ratings": _row("", "on level by evidence", ""),
    "relationship.ask": _row(
        "",
        "skill",
        "self_level evidence time_frame meetings focus outcomes sent_on answer follow_up_on"
        " referred_to",
    ),
    "relationship.agreement": _row(
        "", "how when my_part their_part mutual_resource outcomes confidentiality agreed_on", ""
    ),
}
"""Kind (an entry's own), or kind and field of a table, to its row."""
