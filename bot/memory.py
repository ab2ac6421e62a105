"""What is open in this process's memory stays in it: no core file, and no look from beside."""

from __future__ import annotations

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """Forbid core dumps of this process and, on Linux, reading its memory from another one of the same user.

    Risk if it fails: a crash writes open keys and words to a file that no deletion reaches. Whoever is root can
    still read memory; docs/privacy.md says so.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
