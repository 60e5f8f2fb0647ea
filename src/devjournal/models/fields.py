"""The types that fields of several kinds share: limits, choices and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from devjournal.frozen import dataclass

Schema = dict[str, Any]


# The door reads these two by their method. Those of annotated_types say the same, and
# importing them takes as long as a tenth of a whole command.
@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most that a number may be, both included."""

    ge: int | None = None
    le: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        """Put the limits where the door checks them, and JSON Schema tells them."""
        limits = {"ge": self.ge, "le": self.le}
        return handler(source) | {name: at for name, at in limits.items() if at is not None}


@dataclass(frozen=True, slots=True)
class MinLen:
    """The least length of a text."""

    min_length: int

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        """Put the limit where the door checks it, and JSON Schema tells it."""
        return handler(source) | {"min_length": self.min_length}


@dataclass(frozen=True, slots=True)
class Link:
    """Marks a text field that holds the id of another record.

    `or_name`: a plain name may stand there too; then it is a link only if such a record
    exists.
    """

    kind: str
    or_name: bool = False


Words = Annotated[str, MinLen(1)]
"""Text that must say something."""

FiveScale = Annotated[int, Interval(ge=1, le=5)]
"""1 (least) to 5 (most)."""

Minutes = Annotated[int, Interval(ge=0, le=1440)]
"""A length of time in whole minutes."""

Count = Annotated[int, Interval(ge=0, le=1000)]
"""How many; a whole number."""

Percent = Annotated[int, Interval(ge=0, le=100)]
"""A share in whole percent."""

ActionLink = Annotated[str, Link("action")]
EntryLink = Annotated[str, Link("entry")]
GoalLink = Annotated[str, Link("goal")]
MeetingLink = Annotated[str, Link("meeting")]
ObjectiveLink = Annotated[str, Link("objective")]
OpportunityLink = Annotated[str, Link("opportunity")]
PersonLink = Annotated[str, Link("person")]
RelationshipLink = Annotated[str, Link("relationship")]
SkillLink = Annotated[str, Link("skill")]
TopicLink = Annotated[str, Link("topic")]

PersonOrName = Annotated[str, MinLen(1), Link("person", or_name=True)]
"""A person's id, a plain name, or `me`."""

SkillOrName = Annotated[str, MinLen(1), Link("skill", or_name=True)]
"""A skill's id, or a plain name."""

Scale = Literal["team", "org", "company"]
"""How far it reached."""

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly"]
"""How often two people meet."""
