"""Files of templates, one's own and those of a journal that somebody else may have written.

Of a journal only what is in it is read; nothing hangs on a pipe or a device.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from devjournal.errors import BadFile, DiskError
from devjournal.namedtuples import NamedTuple
from devjournal.store.files import Unreadable, read_regular, refuse_outside, why

NAME = re.compile(r"(?!\.)([^/\\:]+)\.(html|md|txt)\.j2")
"""What the file of a template is called, with its name and the ending of what it writes."""

_LARGEST = 1024 * 1024


class Place(NamedTuple):
    """A folder with templates, and what files in it are called by, to its end."""

    folder: Path
    called: str
    of_journal: Path | None = None

    def names(self) -> list[str]:
        """Return the names of the files in it; BadFile for a folder that can't be listed."""
        try:
            found = os.listdir(self.folder)  # noqa: PTH208 - names alone
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise BadFile(f"{self.called}: can't be listed: {why(error)}") from error
        return sorted(filter(NAME.fullmatch, found))

    def make(self) -> None:
        """Make the folder if it is not there; raises DiskError."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DiskError(f"can't make {self.folder}: {why(error)}") from error

    def read(self, name: str) -> str | None:
        """Return the text of a template in it, None if there is none; raises BadFile."""
        path = f"{self.called}{name}"
        if not NAME.fullmatch(name):
            return None
        try:
            file = Path(os.path.realpath(self.folder / name))
            if self.of_journal:
                refuse_outside(self.of_journal, file)
            data = read_regular(file, most=_LARGEST)
            if len(data) > _LARGEST:
                raise Unreadable("is larger than 1 MB")
            return data.decode("utf-8-sig")
        except FileNotFoundError:
            return None
        except Unreadable as error:
            raise error.of(path) from error
        except OSError as error:
            raise BadFile(f"{path}: can't be read: {why(error)}") from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise BadFile(f"{path}:{line}: is not UTF-8", hint="save it as UTF-8") from error


SHIPPED = Place(Path(__file__).parents[1] / "render" / "templates" / "shipped", "devjournal/")
"""Those that come with the program."""
