"""Atomic operations on mapped memory, without a compiler.

Python has none. Two things provide them, and the first that works is taken:

1. ``libatomic``, the run-time library of GCC, which exports each operation as a function.
2. A few dozen bytes of machine code for x86-64 and AArch64, in executable memory of this process.
   They have the same signatures. Their effect is checked on private memory before they are used.

All operations are sequentially consistent. They are called by ``PyDLL``: none of them can block,
and to give up the GIL and take it again would cost more than the operation.

Loads and stores are not here: ``memoryview`` and ``struct`` do them. An item of a memoryview that
was cast to ``Q`` or ``I``, and a number in a native format of ``struct``, is copied by ``memcpy``
with a constant size, which every compiler makes one load or store of that width. What such a load
or store orders depends on the processor:

* x86-64 keeps loads in order, stores in order, and a store behind all loads before it (TSO). So a
  plain load is an acquire, a plain store a release, and the release and acquire fences of the
  format are nothing. The interpreter does not move them either: each is a call of its own. A store
  followed by a load of something else is not kept in order; but the format has that only behind a
  read-modify-write, which is a full fence.
* AArch64 and others keep nothing in order. There ``fence`` is a full fence, and the callers put it
  wherever the format has an acquire, a release or a fence.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

#: Forces a provider, for tests: ``libatomic``, ``code`` or ``none``.
VARIABLE = "PYTHON_SHAREDSTRUCT_ATOMICS"

#: Whether plain loads and stores are ordered as the format needs them.
IS_ORDERED = platform.machine() in ("x86_64", "AMD64")

#: Made anew for each compare-and-set: a failed one writes into it what it has found.
Expected = ctypes.c_uint64 * 1

_SEQ_CST = 5
_NAMES: Dict[str, Tuple[str, Any]] = {
    "cas8": ("__atomic_compare_exchange_8", ctypes.c_bool),
    "add8": ("__atomic_fetch_add_8", ctypes.c_uint64),
    "add4": ("__atomic_fetch_add_4", ctypes.c_uint32),
    "or4": ("__atomic_fetch_or_4", ctypes.c_uint32),
    "and4": ("__atomic_fetch_and_4", ctypes.c_uint32),
    "swap4": ("__atomic_exchange_4", ctypes.c_uint32),
    "fence": ("atomic_thread_fence", None),
}

# Each function, for the calling conventions of System V (x86-64) and AAPCS64.
_CODE_X86_64 = {
    # mov rax,[rsi]; lock cmpxchg [rdi],rdx; mov [rsi],rax; sete al; movzx eax,al; ret
    "cas8": "488b06 f0480fb117 488906 0f94c0 0fb6c0 c3",
    "add8": "4889f0 f0480fc107 c3",  # mov rax,rsi; lock xadd [rdi],rax; ret
    "add4": "89f0 f00fc107 c3",  # mov eax,esi; lock xadd [rdi],eax; ret
    # mov eax,[rdi]; 1: mov ecx,eax; or ecx,esi; lock cmpxchg [rdi],ecx; jne 1b; ret
    "or4": "8b07 89c1 09f1 f00fb10f 75f6 c3",
    "and4": "8b07 89c1 21f1 f00fb10f 75f6 c3",
    "swap4": "89f0 8707 c3",  # mov eax,esi; xchg [rdi],eax; ret
    "fence": "0faef0 c3",  # mfence; ret
}
_CODE_AARCH64 = {
    # ldr x3,[x1]; 1: ldaxr x4,[x0]; cmp x4,x3; b.ne 2f; stlxr w5,x2,[x0]; cbnz w5,1b; dmb ish;
    # mov w0,1; ret; 2: clrex; str x4,[x1]; dmb ish; mov w0,0; ret
    "cas8": "230040f9 04fc5fc8 9f0003eb c1000054 02fc05c8 85ffff35 bf3b03d5 20008052 c0035fd6"
            "5f3f03d5 240000f9 bf3b03d5 00008052 c0035fd6",
    # 1: ldaxr x2,[x0]; add x3,x2,x1; stlxr w4,x3,[x0]; cbnz w4,1b; dmb ish; mov x0,x2; ret
    "add8": "02fc5fc8 4300018b 03fc04c8 a4ffff35 bf3b03d5 e00302aa c0035fd6",
    "add4": "02fc5f88 4300010b 03fc0488 a4ffff35 bf3b03d5 e00302aa c0035fd6",
    "or4": "02fc5f88 4300012a 03fc0488 a4ffff35 bf3b03d5 e00302aa c0035fd6",
    "and4": "02fc5f88 4300010a 03fc0488 a4ffff35 bf3b03d5 e00302aa c0035fd6",
    "swap4": "02fc5f88 e303012a 03fc0488 a4ffff35 bf3b03d5 e00302aa c0035fd6",
    "fence": "bf3b03d5 c0035fd6",  # dmb ish; ret
}
_MACHINE_CODE = {"x86_64": _CODE_X86_64, "AMD64": _CODE_X86_64, "aarch64": _CODE_AARCH64}

_PAGE = 4096
_PROT_READ, _PROT_EXEC, _MAP_PRIVATE = 1, 4, 2

Function = Callable[..., Any]


class Atomics(NamedTuple):
    """The operations. A place in memory is given as ``ctypes.byref`` of an object there."""

    name: str
    cas8: Function  #: (place, Expected(word), c_uint64): whether it was replaced
    add8: Function  #: (place, c_uint64): what was there
    add4: Function
    or4: Function
    and4: Function
    swap4: Function
    fence: Function  #: (order)


def load() -> Optional[Atomics]:
    """The first provider that works; None if there is none."""
    asked = os.environ.get(VARIABLE)
    for name, provider in (("libatomic", _from_libatomic), ("code", _from_code)):
        if asked in (None, "", name):
            found = provider()
            if found is not None and _works(found):
                return found
    return None


class Unavailable(ImportError):
    """Nothing provides atomic operations, which a region that is opened for writing needs."""

    def __init__(self) -> None:
        super().__init__(
            "sharedstruct needs atomic operations to write: libatomic.so.1 is missing, and this "
            "system lets no machine code be made executable, or its processor is not known. "
            "Install libatomic (Debian: apt-get install libatomic1, Fedora: dnf install libatomic, "
            "Alpine: apk add libatomic); read_only=True opens regions without it")


class Unordered(ImportError):
    """This processor needs a fence even to read, and nothing provides one."""

    def __init__(self) -> None:
        super().__init__(
            f"sharedstruct needs a memory fence to read on {platform.machine()}: install libatomic "
            "(Debian: apt-get install libatomic1, Fedora: dnf install libatomic, "
            "Alpine: apk add libatomic)")


def _from_libatomic() -> Optional[Atomics]:
    try:
        library = ctypes.PyDLL("libatomic.so.1")
        functions: Dict[str, Function] = {}
        for key, (symbol, result) in _NAMES.items():
            function = getattr(library, symbol)
            function.restype = result
            functions[key] = function
    except (OSError, AttributeError):
        return None
    return Atomics("libatomic", **functions)


def _from_code() -> Optional[Atomics]:
    codes = _MACHINE_CODE.get(platform.machine())
    if codes is None:
        return None
    bodies = {key: bytes.fromhex(code) for key, code in codes.items()}
    address = _executable(b"".join(body.ljust(64, b"\0") for body in bodies.values()))
    if not address:
        return None
    functions: Dict[str, Function] = {}
    for number, key in enumerate(bodies):
        prototype = ctypes.PYFUNCTYPE(_NAMES[key][1])
        functions[key] = prototype(address + 64 * number)
    return Atomics("code", **functions)


def _executable(code: bytes) -> int:
    """Maps code from a file in memory, and never unmaps it; 0 if the system does not allow it.

    No page is ever writable and executable, which hardened systems refuse. A page that is mapped
    from a file is also in step with the instruction cache: the kernel sees to that.
    """
    try:
        file = os.memfd_create("sharedstruct-atomics", os.MFD_CLOEXEC)
    except (OSError, AttributeError):
        return 0
    try:
        os.write(file, code.ljust(_PAGE, b"\0"))
        call = ctypes.CDLL(None, use_errno=True).mmap
        call.restype = ctypes.c_void_p
        call.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int,
                         ctypes.c_int, ctypes.c_long]
        address = call(None, _PAGE, _PROT_READ | _PROT_EXEC, _MAP_PRIVATE, file, 0)
    except (OSError, AttributeError):
        return 0
    finally:
        os.close(file)
    return 0 if address in (None, ctypes.c_void_p(-1).value) else int(address or 0)


def _works(found: Atomics) -> bool:
    """Whether each operation does what it should, to the word that it is given and no other."""
    words = (ctypes.c_uint64 * 3)(7, 1 << 63 | 5, 7)
    place = ctypes.byref(words, 8)
    wrong: List[bool] = []

    def expect(condition: bool) -> None:
        wrong.append(not condition)

    other, same = Expected(6), Expected(1 << 63 | 5)
    expect(not found.cas8(place, other, ctypes.c_uint64(1), _SEQ_CST, _SEQ_CST))
    expect(other[0] == 1 << 63 | 5 == words[1])
    expect(bool(found.cas8(place, same, ctypes.c_uint64(2**64 - 2), _SEQ_CST, _SEQ_CST)))
    expect(found.add8(place, ctypes.c_uint64(3), _SEQ_CST) == 2**64 - 2 and words[1] == 1)
    expect(found.or4(place, 6, _SEQ_CST) == 1 and words[1] == 7)
    expect(found.and4(place, ctypes.c_uint32(0xFFFFFFFD), _SEQ_CST) == 7 and words[1] == 5)
    expect(found.add4(place, 1, _SEQ_CST) == 5 and words[1] == 6)
    expect(found.swap4(place, 0, _SEQ_CST) == 6 and words[1] == 0)
    expect(words[0] == 7 == words[2])
    found.fence(_SEQ_CST)
    return not any(wrong)


def require_64_bits() -> None:
    """The format's words have 64 bits and are loaded at once."""
    if sys.maxsize < 2**32:
        raise ImportError("sharedstruct needs a Python of 64 bits")


require_64_bits()
ATOMICS = load()


def full_fence() -> Optional[Callable[[], None]]:
    """A fence for processors that keep nothing in order; None where none is needed."""
    if IS_ORDERED:
        return None
    atomics = ATOMICS
    if atomics is None:
        raise Unordered()
    fence = atomics.fence
    return lambda: fence(_SEQ_CST)
