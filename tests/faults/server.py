"""A process that has started the program once, and forks for each run that is asked for.

Each run is a process of its own with its own files as stdin, stdout and stderr, as a shell
would start it; only the interpreter's slow start is shared. One line of JSON asks for one
run, one line answers with its exit code, negative for a signal. `hurt` is Python that is run
first: what it breaks is broken for that run.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import pkgutil
import sys
import time
import traceback
from typing import Any, NoReturn

import devjournal
from devjournal.cli.app import main
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_of
from devjournal.models.validation import model_of


def run(asked: dict[str, Any]) -> NoReturn:
    """Be the program: never returns."""
    os.environ.clear()
    os.environ.update(asked["environ"])
    time.tzset()
    os.chdir(asked["cwd"])
    for number, (name, flags) in enumerate(
        [("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)]
    ):
        os.dup2(os.open(asked[name], flags), number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # fd 1
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # fd 2
    sys.argv = ["devjournal", *asked["arguments"]]
    code = 1
    try:
        exec(asked["hurt"], {})  # noqa: S102 - what a test breaks on purpose
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


def serve() -> None:
    """Fork for every line on stdin."""
    warm_up()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


if __name__ == "__main__":
    serve()
