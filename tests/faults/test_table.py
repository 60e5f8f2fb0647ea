"""The table of the faults is complete: each of its rows has a test that bears its number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.faults.test_bad_files import ROWS

LAST = 81
NOT_YET = {56, 57, 58, 60}
"""Rows of formats and of sync, which do not exist yet."""

HERE = Path(__file__).parent
SEVERAL = re.compile(r"test_row_([0-9]{2}(?:_and_[0-9]{2})*)_[a-z0-9]")


def all_tests() -> Iterator[ast.FunctionDef]:
    """Yield every test of this folder."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node


def rows_of(test: ast.FunctionDef) -> set[int]:
    """Return the rows that a test proves by its name, or by the keys of its table."""
    if test.name == "test_rows_of_bad_files":
        return {int(key[:2]) for key in ROWS}
    found = SEVERAL.match(test.name)
    return {int(number) for number in found[1].split("_and_")} if found else set()


def is_slow(test: ast.FunctionDef) -> bool:
    """Whether a test is left out unless asked for; one with slow parameters is not."""
    return any(ast.unparse(mark) == "pytest.mark.slow" for mark in test.decorator_list)


def test_each_row_has_a_test() -> None:
    """From 1 on, but for those that are not there yet; and one that is run every time."""
    proven = {row for test in all_tests() if not is_slow(test) for row in rows_of(test)}
    assert set(range(1, LAST + 1)) - NOT_YET == proven


def test_each_test_runs_the_program() -> None:
    """A row is proven by the program as a user meets it; what looks inside stands beside that."""
    run_by: dict[int, set[str]] = {}
    for test in all_tests():
        names = {argument.arg for argument in test.args.args}
        for row in rows_of(test):
            run_by.setdefault(row, set()).update(names & {"program", "two"})
    assert [] == [row for row, names in run_by.items() if not names]


def test_each_name_says_its_row_in_the_same_way() -> None:
    """So that none is overlooked: two digits, and what it is about."""
    odd = [test.name for test in all_tests() if "row_" in test.name[:9] and not rows_of(test)]
    assert [] == odd
