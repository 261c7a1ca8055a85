"""Memory that is not needed any more, given back to the system."""

import ctypes

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back() -> None:
    """Let the allocator return what large requests have left behind; nothing where it cannot."""
    # glibc keeps what was freed for the next request; malloc_trim gives whole free pages back.
    if _trim is not None:
        _trim(0)
