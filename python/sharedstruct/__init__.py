"""Typed records in memory that several processes share, Python and Java alike.

    import sharedstruct
    with sharedstruct.open("/dev/shm/target") as target:
        print(target.snapshot().x)
        with target.update() as xy:
            xy.x += 1
"""

from __future__ import annotations

import os
from typing import Any, Callable, Optional, Union

from . import _files, _header, _types, _views
from ._errors import (ByteOrderError, ClosedError, DamagedRegionError, FormatVersionError,
                      InvalidRegionError, InvalidValueError, LockLostError, LockTimeoutError,
                      NotARegionError, OwnerDiedError, RegionError, RegionRemovedError,
                      SchemaMismatchError, TruncatedRegionError, UntrustedFileError)
from ._format import Geometry
from ._header import ANY
from ._participants import Participant
from ._region import Region, Terms, create_region, open_or_create_region, open_region
from ._types import Duration, Instant, c_char16, c_duration, c_enum, c_instant, c_uuid
from ._uninterrupted import uninterrupted
from ._views import PREFIX, Element, Guarded, Shared, SharedArray, SharedLock

__all__ = [
    "ANY", "ByteOrderError", "ClosedError", "DamagedRegionError", "Duration", "Element",
    "FormatVersionError", "Guarded", "Instant", "InvalidRegionError", "InvalidValueError",
    "LockLostError", "LockTimeoutError", "NotARegionError", "OwnerDiedError", "Participant",
    "RegionError", "RegionRemovedError", "SchemaMismatchError", "Shared", "SharedArray",
    "SharedLock", "TruncatedRegionError", "UntrustedFileError", "c_char16", "c_duration", "c_enum",
    "c_instant", "c_uuid", "create", "create_temporary", "inherited", "open", "open_or_create",
    "remove",
]

Path = Union[str, "os.PathLike[str]"]


def open(path: Path, struct: Any = None, *, length: Optional[int] = None, read_only: bool = False,
         any_owner: bool = False, lock_timeout: Optional[float] = None,
         name: Optional[str] = None) -> Any:
    """Opens a region that is there: a :class:`Shared` for a struct, a :class:`SharedArray` else.

    ``struct`` is a ``ctypes.Structure``, and ``XY * 10`` is an array of ten. A typecode such as
    ``"i"``, or ``c_int``, is a struct with one field ``value``, as Java's ``SharedInt``. Without it
    the file's own schema says what it holds, and its form what is returned. ``length`` is that of
    an array, ``ANY`` for one of any length.

    ``read_only`` maps the file for reading. ``any_owner`` opens files of other users.
    ``lock_timeout`` limits each wait for the lock, in seconds. ``name`` is what others are told of
    this handle.

    Raises FileNotFoundError, SchemaMismatchError with every difference, InvalidRegionError for a
    foreign or damaged file, UntrustedFileError, and ImportError where nothing provides atomic
    operations.
    """
    terms = Terms(read_only=read_only, any_owner=any_owner, lock_timeout=lock_timeout, name=name)
    return _open(os.fspath(path), struct, length, terms)


def create(path: Path, struct: Any, initial: Any = None, *, length: Optional[int] = None,
           atomic: bool = False, mode: int = 0o600, lock_timeout: Optional[float] = None,
           name: Optional[str] = None) -> Any:
    """Makes a new file and opens it. Nobody sees it before it is complete.

    ``initial`` is a tuple, mapping or struct of values, or the value of an only field; for an array
    a sequence of these; zeros without it. ``length``, or ``XY * 10`` as the struct, makes an array;
    so does a sequence for ``initial`` with ``length=ANY``. ``atomic`` gives an array undo space as
    a whole. ``mode`` is that of the file, whatever the umask.

    Raises FileExistsError if the path exists.
    """
    terms = Terms(lock_timeout=lock_timeout, name=name, mode=mode, atomic=atomic)
    return _create(create_region, os.fspath(path), struct, initial, length, terms)


def open_or_create(path: Path, struct: Any, initial: Any = None, *, length: Optional[int] = None,
                   atomic: bool = False, mode: int = 0o600, any_owner: bool = False,
                   lock_timeout: Optional[float] = None, name: Optional[str] = None) -> Any:
    """Opens a file, and makes it first if it is not there. Of any number of processes that call
    this at once, one makes it and all open that one."""
    terms = Terms(any_owner=any_owner, lock_timeout=lock_timeout, name=name, mode=mode,
                  atomic=atomic)
    return _create(open_or_create_region, os.fspath(path), struct, initial, length, terms)


def create_temporary(struct: Any, initial: Any = None, *, length: Optional[int] = None,
                     atomic: bool = False, mode: int = 0o600, folder: Optional[Path] = None,
                     lock_timeout: Optional[float] = None, name: Optional[str] = None) -> Any:
    """Makes a file under a name of its own, which goes with its last user: in ``folder``, else in
    one of this user alone in shared memory. ``pass_to``, a fork or pickling gives it to a
    child."""
    terms = Terms(lock_timeout=lock_timeout, name=name, mode=mode, atomic=atomic, temporary=True)
    path = _files.temporary_path(None if folder is None else os.fspath(folder))
    return _create(create_region, path, struct, initial, length, terms)


def inherited(name: str, struct: Any = None, *, length: Optional[int] = None,
              read_only: bool = False, lock_timeout: Optional[float] = None) -> Any:
    """Opens the region that the parent gave by ``pass_to``, or Java's ``passTo``, by that name. A
    LookupError if none was given."""
    path = os.environ.get(PREFIX + name)
    if path is None:
        known = sorted(key[len(PREFIX):] for key in os.environ if key.startswith(PREFIX))
        raise LookupError(f"no region was passed to this process by the name '{name}'; passed were "
                          f"{known}")
    return open(path, struct, length=length, read_only=read_only, lock_timeout=lock_timeout)


def remove(path: Path) -> bool:
    """Removes a region. Whoever is attached goes on with the memory, and nobody else gets in.
    False if there is no file, NotARegionError if it is something else."""
    real = _files.real_path(os.fspath(path))
    try:
        with _files.plain(real, False) as file:
            found = _header.peek(file)
            if found is None:
                raise NotARegionError(os.fspath(path), "is no shared region of this version")
            from ._lockfile import find, path_of
            lock_path = find(real, found.region_id) or path_of(real, found.region_id)
            place = _files.Place(real, found.region_id, os.fstat(file).st_ino, lock_path)
    except FileNotFoundError:
        return False
    return uninterrupted(lambda: _files.remove(place))


def _open(path: str, struct: Any, length: Optional[int], terms: Terms) -> Any:
    declared: Any = None
    wanted: Any = None
    hints: _types.Hints = {}
    if struct is None:
        asked = _header.WHATEVER if length is None else length
    else:
        declared, given = _types.split_array(struct)
        wanted, hints = _types.declaration(declared)
        asked = _length(length, given)
    region = uninterrupted(lambda: open_region(path, wanted, asked, terms))
    return _views.handle(region, declared, hints, wanted)


def _length(length: Optional[int], given: Optional[int]) -> int:
    if length is not None and given is not None and length not in (given, ANY):
        raise ValueError(f"length={length}, and the struct is an array of {given}")
    if given is not None:
        return given
    if length is not None and length < 0 and length != ANY:
        raise ValueError(f"length={length} is negative")
    return _header.SINGLE_STRUCT if length is None else length


def _create(make: Callable[..., Region], path: str, struct: Any, initial: Any,
            length: Optional[int], terms: Terms) -> Any:
    declared, given = _types.split_array(struct)
    wanted, hints = _types.declaration(declared)
    asked = _length(length, given)
    if asked == ANY:
        asked = len(initial)

    def payload(geometry: Geometry) -> bytes:
        from ._codecs import record
        if initial is None:
            return b""
        codec = record(wanted, hints)
        data = bytearray(geometry.length * geometry.stride)
        values = [initial] if asked == _header.SINGLE_STRUCT else list(initial)
        if len(values) > geometry.length:
            raise ValueError(f"there are {len(values)} initial values, and the length is "
                             f"{geometry.length}")
        for number, value in enumerate(values):
            codec.encode(data, number * geometry.stride, value)
        return bytes(data)

    region = uninterrupted(lambda: make(path, wanted, asked, terms, payload))
    return _views.handle(region, declared, hints, wanted)


def _reopen_by_path(path: str, declared: Any, is_array: bool, terms: Terms) -> Any:
    length = ANY if is_array else None
    return _open(path, declared, length, terms._replace(mode=0o600, atomic=False, temporary=False))
