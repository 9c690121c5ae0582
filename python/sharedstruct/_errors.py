"""What can go wrong. Each message names the file, and the field where there is one."""

from __future__ import annotations

import errno
import os
from typing import Optional, Sequence


class RegionError(OSError):
    """A region cannot be made, opened or removed. ``filename`` is its path."""

    def __init__(self, path: str, reason: str, number: int = errno.EINVAL) -> None:
        super().__init__(number, reason, path)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.filename}: {self.reason}"


class InvalidRegionError(RegionError):
    """The file is no intact region of this format version."""


class NotARegionError(InvalidRegionError):
    """The file is something else."""


class DamagedRegionError(InvalidRegionError):
    """The header contradicts itself, the schema or the length of the file."""


class TruncatedRegionError(InvalidRegionError):
    """The file is shorter than its header says."""


class ByteOrderError(InvalidRegionError):
    """The file was made on a machine of the other byte order."""


class FormatVersionError(InvalidRegionError):
    """The file is in another version of the format."""


class RegionRemovedError(RegionError):
    """Somebody has removed the region; nobody may attach any more."""


class UntrustedFileError(RegionError):
    """The file may have been put there by somebody else."""


class SchemaMismatchError(RegionError):
    """The file holds another struct than the one it was opened with. Opening changed nothing.

    ``differences`` has one sentence for each difference, such as
    ``y is double at byte 8 in the file, float at byte 4 here``.
    """

    def __init__(self, path: str, differences: Sequence[str], advice: str = "") -> None:
        self.differences = tuple(differences)
        if len(self.differences) == 1:
            reason = self.differences[0] + (". " + advice if advice else "")
        else:
            reason = "is not what is opened here:\n  " + "\n  ".join(self.differences)
            reason += "\n" + advice if advice else ""
        super().__init__(path, reason)


class OwnerDiedError(RuntimeError):
    """An array without undo space as a whole is half written: its writer died.

    Each element is as some commit left it, but not all of them belong together. Everyone is told
    until somebody has called ``repair``.
    """


class LockTimeoutError(TimeoutError):
    """The lock was not free in time. What was to be done has not been done."""


class LockLostError(RuntimeError):
    """Another process has taken the lock over; nothing was committed."""


class InvalidValueError(ValueError):
    """A stored value that its type does not have, such as an enum's 7 of 3 constants."""


class ClosedError(ValueError):
    """The handle is closed. As with a closed file, this is a ``ValueError``."""


def os_error(number: int, path: str, reason: Optional[str] = None) -> OSError:
    """The subclass of OSError for an ``errno``, with a reason of ours."""
    return OSError(number, reason or os.strerror(number), path)
