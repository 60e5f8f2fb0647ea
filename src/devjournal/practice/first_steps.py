"""First steps without a mentor: a skill, somebody who has it, a request, and their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.shell import ANSWER, FILL_IN, NAME, command

if TYPE_CHECKING:
    from collections.abc import Collection

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Person

    Step = tuple[str, str]


def first_steps(journal: Journal, needed: Collection[str]) -> list[Step]:
    """Return what comes next, in words and as a command, while nobody has said yes yet.

    There are two on an empty journal, as somebody may help me already. A request that is among
    those that need me (`needed`, by id) has its command there, and one that was put off waits.
    """
    states = {one.record.state: one for one in journal.relationships if one.id not in needed}
    if asked := states.get("asked"):
        words = f"You asked {journal.name_of(asked.record.person)}. Once the answer is there:"
        return [(words, command("ask", "answer", asked.id, ANSWER))]
    if worded := states.get("candidate"):
        words = f"Once your letter to {journal.name_of(worded.record.person)} is sent:"
        return [(words, command("ask", "sent", worded.id))] if worded.record.ask else []
    if any(one.is_open for one in journal.relationships):
        return []
    if not journal.skills:
        meet = command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN)
        return [
            ("What do you want to learn?", command("skill", "add", FILL_IN)),
            ("Or, if you meet somebody already who helps you with it:", meet),
        ]
    wanted = max(journal.skills, key=lambda one: one.record.importance or 0)
    if whom := _whom_to_ask(journal, wanted.id):
        how = ("--as", "mentor", "--skill", wanted.id)
        words = f"Ask {whom.record.name} for a few meetings about it; the letter is made for you:"
        return [(words, command("ask", "draft", whom.id, *how))]
    seen = command("person", "add", NAME, "--seen", f"{wanted.id}: {FILL_IN}")
    words = f"Who is good at {wanted.record.name}? Say what you saw, as you would say it to them:"
    return [(words, seen)]


def _whom_to_ask(journal: Journal, skill: str) -> Stored[Person] | None:
    """Return whom to ask: not my manager, nor who was asked; who was seen at it first. (P032)"""
    asked = {one.record.person for one in journal.relationships}
    free = [one for one in journal.people if not (one.id in asked or one.record.supervises_me)]
    has_it = [one for one in free if any(seen.skill == skill for seen in one.record.seen)]
    return next(iter((*has_it, *free)), None)
