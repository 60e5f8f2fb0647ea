"""The program: where it begins and ends, and the one place where its errors are printed."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from devjournal.cli.system import System, real_system
from devjournal.errors import (
    Ambiguous,
    DevjournalError,
    DiskError,
    Interrupted,
    Refused,
    UsageError,
)

if TYPE_CHECKING:
    from devjournal.cli.run import Run

COMPLETE = "_DEVJOURNAL_COMPLETE"
"""Is set by a shell's script, to the shell's name, when TAB is pressed."""


def main() -> NoReturn:
    """Run the program on the machine as it is, and exit with its code."""
    # A run ends before there is anything to collect: looking for it, while Typer and the rest
    # are imported, takes an eighth of a command's time.
    gc.disable()
    _open_what_is_closed()
    os.umask(0o077)  # one that takes the owner's own rights away would make files nobody can read
    code = execute(sys.argv[1:], real_system())
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    # All is said, written and closed: to take the interpreter down would cost a tenth of
    # what importing Typer does.
    os._exit(code)


def execute(arguments: list[str], system: System) -> int:
    """Run the program with arguments on a system; return its exit code."""
    from devjournal.cli.run import Run

    if system.environ.get(COMPLETE) in ("bash", "zsh", "fish"):
        from devjournal.cli.completion import complete

        return complete(arguments, system)
    run = Run(system)
    try:
        code = _run(arguments, run)
    except BrokenPipeError:
        _close_quietly(system)
        return 141
    try:
        system.stdout.flush()
    except BrokenPipeError:
        _close_quietly(system)
        return 141
    except OSError as error:  # such as a full disk behind stdout
        _close_quietly(system)
        run.has_shown_json = True  # or tried to
        return code or _report(_as_told(error, run), arguments, run)
    return code


def _open_what_is_closed() -> None:
    """Open streams that are closed (`>&-`), whose numbers files of the journal would get."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # to the end


def _run(arguments: list[str], run: Run) -> int:
    import typer

    from devjournal.dates import show_as  # with the run, which is there by now

    try:
        _invoke(arguments, run)
        return 0
    except typer.Exit as asked:
        return int(asked.exit_code)
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # told below, all of them
        if _is_asked("debug", arguments, run) and not _is_meant(error):
            import traceback

            with contextlib.suppress(OSError):
                run.write(traceback.format_exc().rstrip())
        return _report(_as_told(error, run), arguments, run)
    finally:
        run.let_go()
        show_as()


def _invoke(arguments: list[str], run: Run) -> None:
    from devjournal.cli.program import Root

    for argument in arguments:
        if any("\ud800" <= letter <= "\udfff" for letter in argument):
            message = f"an argument is not valid text: {argument}"
            raise UsageError(message, hint="write it in UTF-8")
    root = Root()
    # Typer prints help to sys.stdout, whatever the system.
    with (
        contextlib.redirect_stdout(run.system.stdout),
        root.make_context("devjournal", list(arguments), obj=run) as ctx,
    ):
        root.invoke(ctx)


def _is_meant(error: BaseException) -> bool:
    """Whether an error is none of the program itself."""
    import typer

    meant = (DevjournalError, KeyboardInterrupt, EOFError, typer.Abort, typer.TyperException)
    return isinstance(error, meant)


def _as_told(error: BaseException, run: Run) -> DevjournalError:
    """Return what an error is to a user; what has happened before it is said first."""
    told = _in_words(error)
    if isinstance(told, Refused) and told.record is not None:
        told.hint = _moves_hint(told.record, run) or told.hint
    if run.happened:
        told.message = f"{run.happened}; then: {told.message}"
    return told


def _moves_hint(record: Any, run: Run) -> str | None:
    """Return the commands that move a record, as they are typed; None for one not stored yet."""
    from devjournal.models.base import life_of  # loaded by whoever refused
    from devjournal.practice.settle import moves_hint

    kind = {"setback": "entry"}.get(life_of(type(record)), life_of(type(record)))
    near = run.journal.all(kind).values()
    found = next((one for one in near if one.record == record), None)
    return moves_hint(run.journal, found, run.today) if found else None


def _in_words(error: BaseException) -> DevjournalError:
    import typer

    if isinstance(error, DevjournalError):
        return error
    if isinstance(error, (KeyboardInterrupt, EOFError, typer.Abort)):
        return Interrupted("interrupted")
    if isinstance(error, OSError):
        from devjournal.store.files import why  # for what no part of the store has told

        path = f"{error.filename}: " if error.filename else ""
        return DiskError(f"{path}{why(error)}")
    if not isinstance(error, typer.TyperException):  # the last resort, told as a sentence
        return DevjournalError(
            f"this should not have happened: {type(error).__name__}: {error}",
            hint="nothing was half-written; please report it with what --debug prints",
        )
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "devjournal"
    message = message[:1].lower() + message[1:].rstrip(".")
    return UsageError(message, hint=f"see {path} --help")


def _report(error: DevjournalError, arguments: list[str], run: Run) -> int:
    """Print an error: on stderr in words, and on stdout as JSON where that was asked for.

    Where stderr takes nothing, what has happened for good is told on stdout.
    """
    is_json = _is_asked("json", arguments, run)
    try:
        run.complain(error.message, error.hint)
    except OSError:
        if run.happened and not is_json:
            with contextlib.suppress(OSError):
                run.write(error.message, run.system.stdout)
    if is_json and not run.has_shown_json:
        payload = {
            "error": error.message,
            "hint": error.hint,
            "exit_code": error.exit_code,
            "candidates": error.candidates if isinstance(error, Ambiguous) else (),
        }
        with contextlib.suppress(OSError):
            run.show_json("error", payload)
    return error.exit_code


def _is_asked(flag: str, arguments: list[str], run: Run) -> bool:
    """Whether a common flag was given; where arguments can't be parsed, it is looked for."""
    if run.has_parsed:
        return bool(getattr(run.flags, flag))
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return getattr(run.flags, flag) or f"--{flag}" in options


def _close_quietly(system: System) -> None:
    """Keep the interpreter from complaining about a reader that went away."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), system.stdout.fileno())
