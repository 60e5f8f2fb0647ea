"""age: bytes that only a passphrase, or the holder of a key, can read again (age-encryption.org).

Everything happens in memory, so that no file is emptied before what is in it was checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, DevjournalError, UsageError, missing_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_OPENED = ("Decryption failed", "No matching keys found")


def encrypt(data: bytes, passphrase: str | None, recipients: Sequence[str] = ()) -> str:
    """Return bytes encrypted, as lines of letters; for public keys, or by a passphrase.

    Raises UsageError for what is no public key, and if the library is not there.
    """
    pyrage = _library()
    if passphrase is not None:
        return _text(pyrage.passphrase.encrypt(data, passphrase, armored=True))
    try:
        keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError as error:
        reason = f"--recipient: that is no public key of age: {error}"
        raise UsageError(reason, hint="it begins with age1; age-keygen makes one") from None
    return _text(pyrage.encrypt(data, keys, armored=True))


def decrypt(data: bytes, passphrase: str | None, identities: Sequence[str] = ()) -> bytes:
    """Return what was encrypted, in either form of age's files.

    Raises DevjournalError for another passphrase or key, BadFile for what is damaged or none.
    """
    pyrage = _library()
    try:
        if passphrase is not None:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.IdentityError as error:
        reason = f"--identity: there is no key of age in it: {error}"
        raise UsageError(reason, hint="age-keygen makes one") from None
    except pyrage.DecryptError as error:
        if str(error) in _NOT_OPENED:
            how = "passphrase" if passphrase is not None else "key"
            raise DevjournalError(f"that {how} does not open it; nothing was written") from None
        raise BadFile(f"it is damaged, or no file of age's: {error}") from None
    except OSError as error:
        raise BadFile(f"it is damaged: {error}") from None


def _library() -> Any:
    try:
        import pyrage
    except ModuleNotFoundError as error:
        raise missing_extra("a backup", "pyrage", "age") from error
    return pyrage


def _text(data: bytes) -> str:
    return data.decode("ascii")
