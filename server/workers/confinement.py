"""What a worker gives up for good before it reads a question: privileges, and the calls that it never needs.

Each is done where the system lets us, and told where it does not: a container may forbid what it does itself.
"""

import ctypes
import errno
from collections.abc import Callable

# linux/prctl.h, linux/capability.h, linux/sched.h, seccomp.h of libseccomp
NO_NEW_PRIVILEGES, BOUNDING_SET_DROP, LAST_CAPABILITY = 38, 24, 63
CAPABILITY_VERSION = 0x20080522
THREAD = 0x00010000
ALLOW, ERRNO, MASKED_EQUAL = 0x7FFF0000, 0x00050000, 7
# A worker talks over the one channel that it has, and computes. `kill` is in here, since all workers are of one user.
NEVER = (
    "accept", "accept4", "add_key", "bind", "bpf", "chmod", "chown", "chroot", "connect", "delete_module", "execve",
    "execveat", "fchmodat", "finit_module", "fork", "init_module", "io_uring_setup", "kexec_load", "keyctl", "kill",
    "link", "linkat", "listen", "mknod", "mknodat", "mount", "name_to_handle_at", "open_by_handle_at",
    "perf_event_open", "pidfd_getfd", "pidfd_open", "pidfd_send_signal", "pivot_root", "process_vm_readv",
    "process_vm_writev", "ptrace", "reboot", "request_key", "setns", "socket", "symlink", "symlinkat", "tkill",
    "umount2", "unshare", "userfaultfd", "vfork",
)  # fmt: skip


class Comparison(ctypes.Structure):
    """`struct scmp_arg_cmp`: the argument of a call that a rule looks at."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


def give_up_privileges() -> bool:
    """No program gives this process, or its children, a privilege any more, and it has none; False where it keeps some."""
    libc = ctypes.CDLL(None, use_errno=True)
    done = libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    for capability in range(LAST_CAPABILITY + 1):  # fails for those that the kernel does not know
        libc.prctl(BOUNDING_SET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    return done and bool(libc.capset(header, (ctypes.c_uint32 * 6)()) == 0)


def call_filter() -> Callable[[], bool] | None:
    """A function that forbids the calls of `NEVER`, new processes too, to the process that calls it; None without libseccomp.

    It is made once, and called by each worker: a filter is made in a millisecond, and loaded in a moment.
    """
    try:
        library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ALLOW)))
    if not context:
        return None
    refused = ctypes.c_uint32(ERRNO | errno.EPERM)
    for name in NEVER:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # the processor has a call of that name
            library.seccomp_rule_add(context, refused, ctypes.c_int(number), 0)
    number = library.seccomp_syscall_resolve_name(b"clone")
    no_thread = Comparison(0, MASKED_EQUAL, THREAD, 0)
    library.seccomp_rule_add_array(
        context, refused, ctypes.c_int(number), 1, ctypes.byref(no_thread)
    )
    # Its flags stand in memory, where no filter looks; the C library takes clone where there is no clone3.
    unknown = ctypes.c_uint32(ERRNO | errno.ENOSYS)
    number = library.seccomp_syscall_resolve_name(b"clone3")
    if number >= 0:
        library.seccomp_rule_add(context, unknown, ctypes.c_int(number), 0)
    return lambda: bool(library.seccomp_load(context) == 0)
