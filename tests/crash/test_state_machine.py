"""The store comes to what a plain model says, whatever is done to it, in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.crash.beside_model import counted
from tests.crash.broken import FORGETFUL, breaking
from tests.crash.machine import JournalMachine

Tell = Callable[[object], None]

STEPS = 30
SLIPS = (TypeError, NameError, AttributeError, ImportError)


def run(examples: int, *phases: Phase) -> None:
    """Run the machine from the same seed each time."""
    counted.clear()
    how = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        phases=phases or tuple(Phase),
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(JournalMachine, settings=how)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("examples", [12, pytest.param(40, marks=pytest.mark.slow)])
def test_the_store_comes_to_what_the_model_says(examples: int, tell: Tell) -> None:
    """Whatever is done, struck and edited in whatever order, the journal is the model's.

    Strikes hit on both sides of the commit point.
    """
    run(examples)
    tried, hit = counted["strikes tried"], counted["strikes that hit and held"]
    after = counted["of these after the commit point"]
    tell(
        f"state machine: {counted['runs']} journals, {counted['steps']} steps held; "
        f"{tried} strikes, {hit} hit, {hit} held ({after} new, {hit - after} old); "
        f"{counted['edits by hand']} edits by hand, {counted['clashes']} of what was under way"
    )
    assert 0 < after < hit <= tried
    assert counted["clashes"]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("broken", FORGETFUL)
def test_broken_store_is_noticed(broken: str) -> None:
    """A store that forgets, or does things in another order, does not come to the same."""
    with breaking(broken), pytest.raises((Exception, pytest.fail.Exception)) as caught:
        run(200, Phase.generate)
    slips = [error for error in leaves(caught.value) if isinstance(error, SLIPS)]
    assert [] == slips, "what was put in is wrong Python, and no wrong store"


def leaves(error: BaseException) -> Iterator[BaseException]:
    """Yield what an exception is made of, in the end."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from leaves(one)
    else:
        yield error
