"""`backup` and `restore`: the whole journal in one encrypted file, and a journal out of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from devjournal.cli.commands.imports import bytes_of_file, name_of, text_of_file
from devjournal.cli.flags import Text, Texts, argument, option
from devjournal.cli.output import put_text
from devjournal.cli.run import Run
from devjournal.errors import BadFile, UsageError
from devjournal.render import document as doc
from devjournal.shell import command
from devjournal.store.root import folder_given

_SHORTEST = 8


def backup(
    run: Run,
    file: Annotated[str, argument("The file to write, such as journal.age.")],
    recipient: Annotated[
        Texts, option("--recipient KEY", "For whoever holds this key of age (repeatable).")
    ] = None,
    force: bool = option("--force", "Overwrite the file if it exists."),
) -> None:
    """Write the whole journal into one encrypted file, which `restore` or age opens.

    Each record's file is in it as it is, comments and all; undo's history is not. You are asked
    for a passphrase, or name public keys of age instead. Nothing opens it without one of them.

    Example: devjournal backup journal.age
    """
    from devjournal.exchange.age import encrypt
    from devjournal.store.archive import pack

    passphrase = None if recipient else _new_passphrase(run)
    data, number = pack(run.root)
    if not recipient:
        run.tell("Encrypting, which takes some seconds on purpose ...")
    text = encrypt(data, passphrase, recipient or ())
    put_text(run, text, file, force=force, told=f"{number} files")


def _new_passphrase(run: Run) -> str:
    """Ask for a passphrase, twice, as nobody sees what is typed."""
    while True:
        first = run.secret("A passphrase", flag="--recipient")
        if len(first) < _SHORTEST:
            run.complain(f"it needs {_SHORTEST} letters at least; some words are best", None)
        elif run.secret("Once more", flag="--recipient") == first:
            return first
        else:
            run.complain("that is not the same", "begin again")


def restore(
    run: Run,
    file: Annotated[str, argument("A file that `backup` wrote.")],
    folder: Annotated[str, argument("A folder that is empty, or not there yet.")],
    identity: Text = option("--identity FILE", "The file with your key of age."),
) -> None:
    """Make a new journal of an encrypted file; no journal is ever written over.

    Example: devjournal restore journal.age restored
    """
    from devjournal.exchange.age import decrypt
    from devjournal.store.archive import unpack

    root = to_restore(run, folder)
    data, keys = bytes_of_file(run, file), _keys(run, identity) if identity else ()
    passphrase = None if identity else run.secret("Its passphrase", flag="--identity")
    try:
        number = unpack(decrypt(data, passphrase, keys), root)
    except BadFile as error:
        raise BadFile(f"{name_of(file)}: {error.message}; nothing was written") from None
    run.happened = "restored"
    made = doc.line(f"{number} files restored to ", doc.Span(str(root), "id"))
    run.say(doc.Note(made, "done"))
    run.tell("to see whether all is well:", command("check", "--journal", str(root)))


def to_restore(run: Run, folder: str) -> Path:
    """Return the folder for a new journal; raises Refused for one that has anything in it."""
    from devjournal.store.archive import require_empty

    root = folder_given(run.system.cwd, folder)
    require_empty(root)
    return root


def _keys(run: Run, file: str) -> list[str]:
    lines = (line.strip() for line in text_of_file(run, file).split("\n"))
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise UsageError(f"--identity {file}: there is no key in it", hint="age-keygen makes one")
    return keys
