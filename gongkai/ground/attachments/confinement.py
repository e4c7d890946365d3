"""What the kernel forbids the process that reads strangers' files: network, programs, other files.

Should a file take its parser over, there is nothing to take: Landlock (Linux 5.13) leaves the program's own
libraries to read and nothing to write, seccomp no sockets, no programs and no other process. A kernel or a
container that lacks one of them leaves the other, and the limits of memory and time. No Django here.
"""

import ctypes
import mimetypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # prctl(2)
CREATE_RULESET, ADD_RULE, RESTRICT_SELF, VERSION, BENEATH = 444, 445, 446, 1, 1  # landlock(7)
READ_FILE, READ_DIRECTORY = 1 << 2, 1 << 3
KNOWN_FILES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # rights over files that a version of Landlock knows
KNOWN_NETWORK, KNOWN_SCOPES = (4, 0b11), (6, 0b11)  # the version from which it knows them, and which
LIBRARIES = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/sys/devices",
             "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/dev/null", "/dev/urandom")  # fmt: skip

# socket, connect, execve, execveat, ptrace, process_vm_readv and writev, kill, io_uring_setup, pidfd_getfd
DENIED = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 310, 311, 62, 425, 438)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 270, 271, 129, 425, 438)),
}
LOAD, JUMP_EQUAL, JUMP_OVER, GIVE = 0x20, 0x15, 0x35, 0x06  # classic BPF
ALLOW, REFUSE, END = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # refuse with EPERM; end the process
OTHER_NUMBERS = 0x40000000  # x32: the same calls under other numbers


def confine() -> None:
    """From now on, and for every thread to come. Call before the first stranger's byte is read."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    if library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return
    _files(library)
    _calls(library)


def readable() -> Iterator[tuple[Path, int]]:
    """What may be read: libraries and this package whole; of the folder it stands in only the names."""
    root = Path(__file__).resolve().parents[3]
    everything = READ_FILE | READ_DIRECTORY
    yield root, READ_DIRECTORY
    for place in sys.path:  # not the working directory, and not a folder in which our state may lie
        if place not in ("", "/") and Path(place).resolve() not in (root, *root.parents):
            yield Path(place), everything
    for name in (*LIBRARIES, *mimetypes.knownfiles, sys.prefix, sys.base_prefix):
        yield Path(name), everything
    for package in root.iterdir():
        if (package / "__init__.py").is_file():
            yield package, everything


def _files(library: ctypes.CDLL) -> None:
    version = library.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION)
    if version < 1:
        return
    rights = (1 << KNOWN_FILES[min(version, max(KNOWN_FILES))]) - 1
    known = struct.pack("=Q", rights)
    for since, more in (KNOWN_NETWORK, KNOWN_SCOPES):
        known += struct.pack("=Q", more) if version >= since else b""
    rules = library.syscall(CREATE_RULESET, known, ctypes.c_size_t(len(known)), 0)
    if rules < 0:
        return
    for place, allowed in readable():
        if place.exists():
            folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
            own = allowed if place.is_dir() else allowed & ~READ_DIRECTORY
            library.syscall(ADD_RULE, rules, BENEATH, struct.pack("=Qi", own, folder), 0)
            os.close(folder)
    library.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _calls(library: ctypes.CDLL) -> None:
    if platform.machine() not in DENIED:
        return
    machine, denied = DENIED[platform.machine()]
    steps = [(LOAD, 0, 0, 4), (JUMP_EQUAL, 1, 0, machine), (GIVE, 0, 0, END), (LOAD, 0, 0, 0),
             (JUMP_OVER, len(denied) + 1, 0, OTHER_NUMBERS)]  # fmt: skip
    steps += [(JUMP_EQUAL, len(denied) - place, 0, number) for place, number in enumerate(denied)]
    steps += [(GIVE, 0, 0, ALLOW), (GIVE, 0, 0, REFUSE)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    head = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    library.prctl(SECCOMP, FILTER, head, 0, 0)
