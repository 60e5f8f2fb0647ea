"""A request as a page to copy: a letter that can be answered in a minute. (P088)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.pages.phrases import flat
from devjournal.render.compose.letter import closing, opening, points
from devjournal.render.document import Block, Document, Prose

if TYPE_CHECKING:
    from devjournal.views.ask_message import AskMessage


def compose_ask_message(message: AskMessage) -> Document:
    """Return the letter: what I saw, where I stand, what I ask for, and a way to say no."""
    blocks: list[Block] = [opening(message.to)]
    if message.evidence:
        blocks.append(Prose(message.evidence.strip()))
    blocks += [Prose(text) for text in (_gap(message), _request(message)) if text]
    if message.outcomes:
        blocks += points("Afterwards I want to be able to say:", message.outcomes)
    blocks.append(Prose(_WAY_OUT))
    blocks += closing("Thank you for thinking about it,", message.me)
    return Document(blocks=tuple(blocks))


_WAY_OUT = (
    "If this is a bad moment: is there a later one, and when? "
    "And is there somebody else you would recommend I approach?"
)
"""What to ask where the answer may be later, or no. (P091, P092)"""


def _gap(message: AskMessage) -> str:
    """Where I stand in what I saw. (P085)"""
    if not message.skill:
        return ""
    level = f" Today I would put myself at {message.self_level} of 5." if message.self_level else ""
    return f"That is what I want to learn: {flat(message.skill)}.{level}"


def _request(message: AskMessage) -> str:
    """How many meetings, by when, about what. (P088, P089)"""
    number = message.meetings
    count = "one meeting" if number == 1 else f"{number or 'a few'} meetings"
    by_when = f", {flat(message.time_frame)}" if message.time_frame else ""
    focus = f" They would be about this: {_sentence(message.focus)}" if message.focus else ""
    if number == 1:
        focus = focus.replace("They would be", "It would be", 1)
    return f"Would you be willing to spend {count} with me{by_when}?{focus}"


def _sentence(text: str) -> str:
    told = flat(text)
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."
