"""The program: where it begins and ends, and the one place where its errors are printed."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from devjournal.errors import Ambiguous, DevjournalError, DiskError, Interrupted, UsageError

if TYPE_CHECKING:
    from devjournal.cli.run import Run, System


def main() -> NoReturn:
    """Run the program on the machine as it is, and exit with its code."""
    # A run ends before there is anything to collect: looking for it, while Typer and the rest
    # are imported, takes an eighth of a command's time.
    gc.disable()
    _open_what_is_closed()
    from devjournal.cli.run import real_system  # with Typer, so not before the line above

    code = execute(sys.argv[1:], real_system())
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    # All is said, written and closed: to take the interpreter down would cost a tenth of
    # what importing Typer does.
    os._exit(code)


def execute(arguments: list[str], system: System) -> int:
    """Run the program with arguments on a system; return its exit code."""
    from devjournal.cli.run import Run

    run = Run(system)
    try:
        code = _run(arguments, run)
        system.stdout.flush()
        return code
    except BrokenPipeError:
        _close_quietly(system)
        return 141
    except OSError as error:  # such as a full disk behind stdout
        _close_quietly(system)
        with contextlib.suppress(OSError):
            run.write(error.strerror or str(error))
        return DiskError.exit_code


def _open_what_is_closed() -> None:
    """Open streams that are closed (`>&-`), whose numbers files of the journal would get."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # to the end


def _run(arguments: list[str], run: Run) -> int:
    import typer

    try:
        _invoke(arguments, run)
        return 0
    except typer.Exit as asked:
        return int(asked.exit_code)
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        told = _as_told(error)
        if told is None:  # the last resort, told as a sentence
            if _is_asked("debug", arguments, run):
                import traceback

                run.write(traceback.format_exc().rstrip())
            if isinstance(error, OSError):
                raise
            told = DevjournalError(
                f"this should not have happened: {type(error).__name__}: {error}",
                hint="nothing was half-written; please report it with what --debug prints",
            )
        return _report(told, arguments, run)
    finally:
        run.let_go()


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


def _as_told(error: BaseException) -> DevjournalError | None:
    """Return what an error is to a user; None if it is one of the program."""
    import typer

    if isinstance(error, DevjournalError):
        return error
    if isinstance(error, (KeyboardInterrupt, EOFError, typer.Abort)):
        return Interrupted("interrupted")
    if not isinstance(error, typer.TyperException):
        return None
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "devjournal"
    message = message[:1].lower() + message[1:].rstrip(".")
    return UsageError(message, hint=f"see {path} --help")


def _report(error: DevjournalError, arguments: list[str], run: Run) -> int:
    run.complain(error.message, error.hint)
    if _is_asked("json", arguments, run) and not run.has_shown_json:
        payload = {
            "error": error.message,
            "hint": error.hint,
            "exit_code": error.exit_code,
            "candidates": error.candidates if isinstance(error, Ambiguous) else (),
        }
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
