"""Forks for each run of the program that is asked for.

Each run is a process of its own with its own files as stdin, stdout and stderr, as a shell
would start it. The answer is its exit code, negative for a signal. `hurt` is Python that is
run first: what it breaks is broken for that run.
"""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
import time
import traceback
from typing import Any, NoReturn

import devjournal
from devjournal.cli.app import main
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_of
from devjournal.models.schema import model_of
from tests.forked import serve


def run(
    arguments: list[str], cwd: str, environ: dict[str, str], hurt: str, streams: list[str]
) -> NoReturn:
    """Be the program: never returns."""
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    os.chdir(cwd)
    for number, flags in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
        os.dup2(os.open(streams[number], flags), number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # fd 1
    sys.stderr = open(2, "w", 1, "utf-8", closefd=False)  # noqa: SIM115  # fd 2, line by line
    sys.argv = ["devjournal", *arguments]
    code = 1
    try:
        exec(hurt, {})  # noqa: S102 - what a test breaks on purpose
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def warm_up() -> None:
    """Import what the commands import late, and compile what they compile."""
    for module in pkgutil.walk_packages(devjournal.__path__, "devjournal."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in ("platformdirs", "rich._unicode_data.unicode17-0-0", "tomledit", "tomli"):
        importlib.import_module(name)
    for kind in KINDS:
        for variant in ENTRY_KINDS if kind == "entry" else [""]:
            model_of(class_of(kind, {"kind": variant}))


def answer(**asked: Any) -> int:
    """Let a run be, and return how it ended."""
    child = os.fork()
    if not child:
        run(**asked)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    warm_up()
    serve(answer)
