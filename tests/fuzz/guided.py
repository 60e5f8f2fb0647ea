"""A coverage-guided fuzzer of the loader: `python -m tests.fuzz.guided --runs 1000000`.

The first byte of an input chooses the kind, the others are the file. What breaks the
promise is printed and kept in the folder of `--found`: make a row of it in test_loader.py.
Needs atheris, which the developers' environment has on Linux.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import os
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import atheris

SLOWEST = 10
"""Seconds that no input may take."""


def main() -> None:
    """Fuzz as long as the command line says."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1_000_000, help="how many inputs")
    asked.add_argument("--seconds", type=int, default=0, help="at most so long; 0: no limit")
    asked.add_argument("--seed", type=int, default=0, help="for chance; 0: another each time")
    asked.add_argument("--largest", type=int, default=512, help="bytes of an input")
    asked.add_argument("--found", type=Path, default=Path(), help="folder for what breaks it")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="devjournal-fuzz-") as folder:
        # libFuzzer ends its process itself: nothing after it would be carried out.
        if child := os.fork():
            _, status = os.waitpid(child, 0)
        else:
            _fuzz(told, Path(folder))
    sys.exit(os.waitstatus_to_exitcode(status))


def _fuzz(told: argparse.Namespace, folder: Path) -> NoReturn:
    with atheris.instrument_imports(include=["devjournal"]):
        loader = _everything_imported()
    guide = _parser_in_python()

    def one_input(data: bytes) -> None:
        kind = loader.EVERY_KIND[data[0] % len(loader.EVERY_KIND)] if data else "profile"
        loader.hold(kind, data[1:])
        with contextlib.suppress(ValueError, RecursionError):
            guide(data[1:].decode())

    _put_seeds(loader, folder, told.largest)
    options = [
        f"-runs={told.runs}",
        f"-max_total_time={told.seconds}",
        f"-seed={told.seed}",
        f"-max_len={told.largest}",
        f"-timeout={SLOWEST}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={told.found.absolute()}/",
        str(folder / "corpus"),
    ]
    atheris.Setup([sys.argv[0], *options], one_input)
    atheris.Fuzz()
    raise AssertionError("atheris ends the process")


def _everything_imported() -> types.ModuleType:
    """Import what the loader imports when it is first needed, so that all of it guides."""
    for name in ("toml", "toml_edit", "toml_errors"):
        importlib.import_module(f"devjournal.store.{name}")
    loader = importlib.import_module("tests.fuzz.loader")
    loader.words()
    return loader


def _parser_in_python() -> Callable[[str], object]:
    """Return tomli's parser in Python, which tells the fuzzer which of its branches it took.

    What reads journals is the same parser compiled, which tells nothing.
    """
    found = importlib.util.find_spec("tomli")
    source = Path(str(found and found.origin)).with_name("_parser.py")
    spec = importlib.util.spec_from_file_location("tomli._parser_in_python", source)
    if spec is None or spec.loader is None or not source.exists():
        return len
    parser: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(parser)
    for value in list(vars(parser).values()):
        if isinstance(value, types.FunctionType) and value.__module__ == parser.__name__:
            atheris.instrument_func(value)
    loads: Callable[[str], object] = parser.loads
    return loads


def _put_seeds(loader: Any, folder: Path, largest: int) -> None:
    """Write down what to begin with: real files cut to size, and the words they are made of."""
    (folder / "corpus").mkdir()
    for number, (kind, data) in enumerate(loader.seeds()):
        whole_lines = data[: data.rfind(b"\n", 0, largest - 1) + 1]
        first = bytes([loader.EVERY_KIND.index(kind)])
        (folder / "corpus" / str(number)).write_bytes(first + whole_lines)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in loader.words())
    (folder / "words").write_text("".join(f'"{one}"\n' for one in escaped), encoding="utf-8")


if __name__ == "__main__":
    main()
