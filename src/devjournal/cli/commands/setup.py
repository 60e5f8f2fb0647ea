"""What sets the program up for its user: completion in their shell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from devjournal.cli.flags import argument
from devjournal.cli.run import Run, write
from devjournal.cli.values import one_of
from devjournal.errors import UsageError

PLACES = {
    "bash": "~/.local/share/bash-completion/completions/devjournal",
    "zsh": "~/.zfunc/_devjournal",
    "fish": "~/.config/fish/completions/devjournal.fish",
}
_THEN = {
    "bash": "dj gets it with: ln -s devjournal ~/.local/share/bash-completion/completions/dj",
    "zsh": "in ~/.zshrc, before compinit: fpath+=~/.zfunc",
    "fish": "dj gets it with: ln -s devjournal.fish ~/.config/fish/completions/dj.fish",
}


def completion(run: Run, shell: Annotated[str, argument("bash, zsh or fish.")]) -> None:
    """Print what completes commands, flags, ids, days and choices on TAB in a shell.

    It is printed only: where it goes is said on stderr, and you put it there. It reads your
    journal when you press TAB, and writes nothing.

    Example: devjournal completion bash
    """
    one_of("SHELL", shell, [*PLACES])
    if run.flags.json:
        raise UsageError("completion has no --json", hint="it prints a script for a shell")
    script = Path(__file__).parents[1] / "completions" / f"devjournal.{shell}"
    write(run.system.stdout, script.read_text(encoding="utf-8"))
    run.tell(f"put it in {PLACES[shell]}\n{_THEN[shell]}\nthen open a new shell")
