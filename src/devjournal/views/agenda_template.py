"""What an agenda holds besides its topics, by kind of relationship and who gives. (P034, P041)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.models.relationship import Relationship

QUIET_AFTER = 30
"""Days without a check-in after which a goal counts as quiet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The words and the minutes of the parts that stand on every agenda of a kind."""

    opener: str = "How are you, and what was good since we last met?"
    feedback_question: str = "What is one thing I should do differently?"
    room: str = "Room for what comes up"
    close: str = "next date · actions · thanks"
    duties: str | None = None
    opening: int = 5
    promised: int = 5
    delivered: int = 3
    feedback: int = 4
    offer: int = 1
    closing: int = 5


_RECEIVING = {
    "mentor": Template(room="Your experience: what would you do in my place?"),
    "coach": Template(
        opener="How do I arrive today?",
        feedback_question="What did you notice in how I told it?",
        room="What do I want to have found out by the end?",
        close="what I try · by when · next date",
    ),
    "sponsor": Template(
        duties="What I delivered · what you can count on · where I add value",
        feedback_question="What would make it easier to put my name forward?",
        room="Where is the next room I should be in?",
    ),
    "partner": Template(
        opener="How is each of us?",
        feedback_question="What should each of us do more of?",
        room="The project: what is next, and who takes it?",
        close="who does what · by when · next date",
    ),
}

_GIVING = Template(
    opener="How are you, and what do you want from today?",
    feedback_question="My feedback to you, and yours to me",
    room="What is on your mind?",
    close="your next step · by when · next date",
)


def template_for(relationship: Relationship) -> Template:
    """Return the template for a relationship's kind and my role in it."""
    return _GIVING if relationship.my_role == "giving" else _RECEIVING[relationship.kind]
