"""Thanks as a letter to copy, with what comes next. (P072, P103)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import short_day, short_moment
from devjournal.pages.phrases import flat
from devjournal.render.compose.letter import closing, opening, points
from devjournal.render.document import Block, Document, Prose

if TYPE_CHECKING:
    from devjournal.views.thanks import Pledge, Thanks

_GIVEN = {
    "listened": "listening",
    "experience": "telling me how it was for you",
    "advice": "your advice",
    "question": "the questions you asked",
    "resource": "what you gave me to read",
    "introduction": "the introduction",
}
"""What somebody gave, as it stands after "thank you for". (P027, P049)"""


def compose_thanks(thanks: Thanks, today: dt.date) -> Document:
    """Return the letter: the thanks first, then what each of us said we would do."""
    blocks: list[Block] = [opening(thanks.to), Prose(_thanks(thanks, today))]
    if thanks.text:
        blocks.append(Prose(thanks.text.strip()))
    blocks += points("You had a part in this:", [one.text for one in thanks.helped])
    blocks += points("What we decided:", thanks.decisions)
    blocks += points("On my list:", [_pledged(one, today) for one in thanks.mine])
    blocks += points("On yours, as I have it:", [_pledged(one, today) for one in thanks.theirs])
    if thanks.next_at:
        blocks.append(Prose(_next(thanks.next_at, thanks.next_focus, today)))
    return Document(blocks=tuple(blocks + closing("With thanks,", thanks.me)))


def _thanks(thanks: Thanks, today: dt.date) -> str:
    if thanks.on is None:
        return "Thank you."
    given = [f"for {_GIVEN[one]}" for one in thanks.received]
    what = f": {_listed(given)}" if given else ""
    return f"Thank you for your time {_when(thanks.on, today)}{what}."


def _when(on: dt.date, today: dt.date) -> str:
    return {0: "today", 1: "yesterday"}.get((today - on).days, f"on {short_day(on, today)}")


def _listed(parts: list[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _pledged(pledge: Pledge, today: dt.date) -> str:
    return f"{pledge.title}, by {short_day(pledge.due, today)}" if pledge.due else pledge.title


def _next(at: dt.datetime, focus: str | None, today: dt.date) -> str:
    about = f", on this: {flat(focus)}" if focus else ""
    return f"We meet again {short_moment(at, today)}{about}."
