"""A process that has started once and forks for each run: only the slow start is shared.

It is asked in lines of JSON, and answers in such lines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
SOURCE = HERE / "src"


def environ() -> dict[str, str]:
    """Return the environment in which a process of its own finds the program and these tests."""
    paths = [str(SOURCE), str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


class Server:
    """The process, from the side of whoever asks it."""

    def __init__(self, module: str) -> None:
        """Start a module of the tests that calls `serve`."""
        self._command = [sys.executable, "-m", module]
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            cwd=HERE,
            env=environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request: object) -> Any:
        """Return the answer to a request."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(f"{json.dumps(request)}\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except BaseException:
            # An answer that nobody waited for would be taken for that to the next question.
            self.close()
            self._start()
            raise

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


def serve(answer: Callable[..., object]) -> None:
    """Answer every line on stdin: with what `answer` returns for its fields."""
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        answers.write(f"{json.dumps(answer(**json.loads(line)))}\n")
        answers.flush()
