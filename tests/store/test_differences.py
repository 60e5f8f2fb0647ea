from __future__ import annotations

from typing import Any

import pytest

from devjournal.store.toml_edit import Run, carry_over, same, steps


@pytest.mark.parametrize(
    ("held", "before", "after", "expected"),
    [
        ({"a": 1, "mine": 2}, {"a": 1}, {"a": 3}, {"a": 3, "mine": 2}),
        ({"a": 1, "mine": 2}, {"a": 1}, {}, {"mine": 2}),
        ({"a": 1, "b": 9}, {"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 2}),
        ({"a": 7}, {"a": 1}, {"a": 1}, {"a": 7}),
        ({}, {"a": 1}, {}, {}),
        ({"t": {"a": 1, "mine": 2}}, {"t": {"a": 1}}, {"t": {"b": 3}}, {"t": {"mine": 2, "b": 3}}),
        ({"t": {"a": 1, "mine": 2}}, {"t": {"a": 1}}, {}, {}),
        (
            {"l": [{"a": 1, "mine": 1}, {"a": 2, "mine": 2}]},
            {"l": [{"a": 1}, {"a": 2}]},
            {"l": [{"a": 0}, {"a": 2}, {"a": 3}]},
            {"l": [{"a": 0, "mine": 1}, {"a": 2, "mine": 2}, {"a": 3}]},
        ),
        (
            {"l": [{"a": 1, "mine": 1}, {"a": 2, "mine": 2}]},
            {"l": ({"a": 1}, {"a": 2})},
            {"l": ({"a": 2},)},
            {"l": [{"a": 2, "mine": 2}]},
        ),
        ({"l": ["a", "b"]}, {"l": ["a"]}, {"l": ["c"]}, {"l": ["c"]}),
        ({"a": "x"}, {"a": ["x"]}, {"a": ["x", "y"]}, {"a": ["x", "y"]}),
    ],
)
def test_what_the_program_does_not_know_is_carried_over(
    held: dict[str, Any], before: dict[str, Any], after: dict[str, Any], expected: dict[str, Any]
) -> None:
    """A change reaches only what it speaks of; unknown keys stay, in lists of tables too."""
    assert same(expected, carry_over(held, before, after))


def test_the_steps_between_two_lists_are_small() -> None:
    """What is in both in the same order is left alone."""
    assert [Run(1, 2, 1, 1), Run(4, 4, 3, 4)] == steps(list("abcd"), list("acde"))
    assert [] == steps([1, {"a": [2]}], (1, {"a": (2,)}))
    assert [Run(0, 1, 0, 1)] == steps([1], [True])
