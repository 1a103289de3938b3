"""A new folder in the place of an old one: in one step where the system can exchange two names, else in two.

Between those two steps the address has no site; where a build is stopped there, `work_folder.settle` puts the old one
back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kb.site.work_folder import NEW, OLD

AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2
CANNOT: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a system or file system answers that cannot exchange two names."""

ANOTHER_BUILD: Final = frozenset({errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY})
TRIES: Final = 9

Rename = Callable[[int, bytes, int, bytes, int], int]


def swap(work: Path, out: Path) -> None:
    """Put the new folder of a work folder in the place of `out`, which may be missing; the old one goes there.

    Where another build does the same at this moment, it is tried again. Raises OSError, and `out` is as it was.
    """
    for number in range(1, TRIES + 1):
        try:
            _swap(work, out, work / f"{OLD}{number}")
        except OSError as fault:
            if fault.errno not in ANOTHER_BUILD or number == TRIES:
                raise
        else:
            return


def _swap(work: Path, out: Path, aside: Path) -> None:
    new = work / NEW
    if not os.path.lexists(out):
        new.rename(out)
    elif not exchange(new, out):
        _in_two_steps(new, out, aside)


def _in_two_steps(new: Path, out: Path, aside: Path) -> None:
    """Move the old folder aside and the new one in; whatever stops that, an interrupt too, the old one comes back."""
    try:
        out.rename(aside)
        new.rename(out)
    except BaseException:
        if aside.exists() and not os.path.lexists(out):
            aside.rename(out)
        raise


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False, and nothing done, where the system cannot. Raises OSError."""
    rename = _renameat2()
    if rename is None:
        return False
    if not rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE):
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _renameat2() -> Rename | None:
    """Return the system's call, where its C library has it."""
    if sys.platform != "linux":
        return None
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call
