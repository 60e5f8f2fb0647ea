"""First steps without a mentor, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.people import Ask, Seen
from devjournal.practice.first_steps import first_steps
from tests.builders import bound, journal_of, person, skill

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

LAW = skill("law")
SEEN = person("bo-li", seen=(Seen(skill="law"),))
BOSS = person("ruth-adler", supervises_me=True)
DRAFT = "devjournal ask draft {} --as mentor --skill law"


@pytest.mark.parametrize(
    ("stored", "commands"),
    [
        ((), ['devjournal skill add "..."',
              'devjournal meet "NAME" --as mentor --purpose "..."']),
        ((LAW,), ['devjournal person add "NAME" --seen "law: ..."']),
        ((LAW, BOSS), ['devjournal person add "NAME" --seen "law: ..."']),
        ((LAW, BOSS, person("ana-novak")), [DRAFT.format("ana-novak")]),
        ((LAW, person("ana-novak"), SEEN), [DRAFT.format("bo-li")]),
        ((skill("art"), skill("law", importance=4), SEEN), [DRAFT.format("bo-li")]),
        ((LAW, SEEN, bound(state="candidate", ask=Ask(skill="law"))),
         ["devjournal ask sent priya-mentor"]),
        ((LAW, person(), bound(state="asked", ask=Ask(skill="law"))),
         ['devjournal ask answer priya-mentor "yes, no or later"']),
        ((LAW, person(), bound(state="later", ask=Ask(answer="later"))), []),
        ((LAW, person(), bound(state="candidate")), []),
        ((LAW, person(), bound(state="declined")),
         ['devjournal person add "NAME" --seen "law: ..."']),
    ],
)  # fmt: skip
def test_p082_p087_each_step_without_a_mentor_leads_to_the_next(
    stored: tuple[Stored[Any], ...], commands: list[str]
) -> None:
    """A skill, then who has it (never my manager), a request, their answer; a no begins again."""
    assert commands == [step for _, step in first_steps(journal_of(*stored), ())]


def test_what_needs_me_already_is_no_step_besides() -> None:
    """A request whose command stands among what needs me is not told a second time."""
    asked = bound(state="asked", ask=Ask(skill="law"))
    assert [] == first_steps(journal_of(LAW, person(), asked), {asked.id})
