"""`docs/templates.md`: what a template may use of each page, as `--json` has it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.cli.app import execute
from devjournal.cli.system import System
from devjournal.models.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HERE = Path(__file__).resolve().parent
_EXAMPLES = _HERE.parents[1] / "examples"
_CLOCK = "2026-10-14T09:00"
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")

PAGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "review": (("maya", "review"), ("signe", "review"), ("maya", "review --for manager")),
    "prep WHO": (("maya", "prep priya"), ("signe", "prep jonas"), ("maya", "prep zoe --share")),
    "plan WHO": (("maya", "plan priya"), ("signe", "plan jonas")),
    "progress": (("maya", "progress"), ("signe", "progress")),
    "scorecard WHO": (("maya", "scorecard priya"), ("maya", "scorecard tomas")),
    "scorecard": (("maya", "scorecard"),),
    "network": (("maya", "network"), ("signe", "network")),
    "thank WHO": (("maya", "thank priya"), ("maya", "thank zoe")),
    "thank WHO --farewell": (("maya", "thank priya --farewell"),),
    "remind WHO": (("maya", "remind priya"),),
    "list KIND": (("maya", "list goals"),),
}
"""Commands, and what is run to see what they have."""


class Shape:
    """What stands in a place, over several pages: words, keys, and what a list holds."""

    def __init__(self) -> None:
        self.words: dict[str, None] = {}
        self.keys: dict[str, Shape] = {}
        self.inner: Shape | None = None

    def add(self, value: Any, *, is_top: bool = False) -> None:
        """Take in one value."""
        if isinstance(value, list):
            self.inner = self.inner or Shape()
            for one in value:
                self.inner.add(one)
        elif isinstance(value, dict) and (is_top or not _is_named(value)):
            for key, one in value.items():
                self.keys.setdefault(key, Shape()).add(one)
        elif value is not None:
            self.words[_word(value)] = None

    def rows(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the path of each value that is no table and no list, and what it holds."""
        if self.words or not (self.keys or self.inner):
            yield path, " or ".join(self.words) or "nothing in the examples"
        for key, one in self.keys.items():
            yield from one.rows(f"{path}.{key}" if path else key)
        if self.inner:
            yield from self.inner.rows(f"{path}[]")


def templates_page() -> str:
    """Return the page; raises ValueError if a command of it fails."""
    parts = [(_HERE / "templates_top.md").read_text(encoding="utf-8")]
    for name, runs in PAGES.items():
        shape = Shape()
        for journal, words in runs:
            shape.add(data_of(journal, words), is_top=True)
        rows = (f"| `{path}` | {what} |\n" for path, what in shape.rows(""))
        parts.append(f"\n### {name}\n\n| Variable | Holds |\n| --- | --- |\n{''.join(rows)}")
    return "".join(parts)


def data_of(journal: str, words: str) -> Any:
    """Return what --json says of a page of an example journal."""
    told, beside = io.StringIO(), io.StringIO()
    system = System({"DEVJOURNAL_TODAY": _CLOCK}, io.StringIO(), told, beside, _EXAMPLES, str)
    arguments = ["--journal", str(_EXAMPLES / journal), *words.split(), "--json"]
    if code := execute(arguments, system):
        raise ValueError(f"{words} ended with {code}: {beside.getvalue()}")
    return json.loads(told.getvalue())


def _is_named(value: dict[str, Any]) -> bool:
    """Tell whether a table is a record, or says which one something is of."""
    return isinstance(value.get("ref"), str) or value.keys() == {"kind", "id", "part"}


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "day or moment" if _DAY.fullmatch(value) else "text"
    if "ref" not in value:
        return "which record: `kind`, `id`, `part`"
    folder = value["ref"].partition("/")[0]
    kind = next((one.name for one in KINDS.values() if one.plural == folder), "of its kind")
    return f"a record: {kind}"
