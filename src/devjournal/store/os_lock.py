"""A lock on an open file, as the system gives it: closing the file, or dying, gives it back."""

from __future__ import annotations

import errno
import os
import sys

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_BEYOND_WHAT_IS_READ = 1 << 30


def try_lock(handle: int, *, is_to_write: bool) -> bool:
    """Take the lock of an open file; return whether it could be had at once. Raises OSError."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # What is locked there can't be read, so it is none of the bytes in the file.
            os.lseek(handle, _BEYOND_WHAT_IS_READ, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            kind = fcntl.LOCK_EX if is_to_write else fcntl.LOCK_SH
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        return False
    return True
