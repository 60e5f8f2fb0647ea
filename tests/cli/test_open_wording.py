"""A question that a yes or a no answers is taken as it is, and offered another beginning."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner import Runner


def test_p068_an_open_wording_is_offered_with_its_command(runner: Runner) -> None:
    """On stderr, and the command runs as printed; an open question is told nothing."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "forecasting")
    asked = runner.ok("topic", "priya", "Should I apply for Cork?")
    opener = "What speaks for ..., and what against?"
    told, command = asked.err.splitlines()[-2:]
    assert f"a yes or a no would answer it; more open: {opener}" == told
    runner.ok(*shlex.split(command)[1:])
    assert opener == runner.newest("topics")["text"]
    assert "more open" not in runner.ok("topic", "priya", "How do you choose?").err
