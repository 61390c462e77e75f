"""Where the seals are kept outside the database: a text file that is only added to, one line a seal.

    number time hash-of-the-seal signature hash-of-the-line-before

in that order, with one blank between; the first line of a file has `-` last. 250 letters, digits and
`+/=:-.`: a line can be printed, mailed to somebody who keeps it, or read aloud over a telephone (the first
eight letters of the hash are enough). Put the file where the database's owner cannot write: on another
machine, or on a disk that is written once.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

FIRST = "-"
TAIL = 1000  # bytes: more than one line


@dataclass(frozen=True)
class Anchor:
    """One line."""

    number: int
    at: str
    hash: str
    signature: str
    before: str

    def __str__(self) -> str:
        return f"{self.number} {self.at} {self.hash} {self.signature} {self.before}"

    def digest(self) -> str:
        return hashlib.sha256(str(self).encode()).hexdigest()


class Unreadable(Exception):
    """A line that is none; its number in the file."""


def read(path: Path) -> list[Anchor]:
    """All lines; an empty list where there is no file yet. Raises `Unreadable`."""
    if not path.exists():
        return []
    return [_parse(line, number) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]


def last(path: Path) -> Anchor | None:
    """Without reading the years before it."""
    if not path.exists():
        return None
    with open(path, "rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        lines = file.read().decode().splitlines()
    return _parse(lines[-1], 0) if lines else None


def _parse(line: str, number: int) -> Anchor:
    parts = line.split(" ")
    if len(parts) != 5 or not parts[0].isdigit():
        raise Unreadable(str(number))
    return Anchor(int(parts[0]), *parts[1:])


def add(path: Path, number: int, at: str, hash: str, signature: str) -> None:
    """On the disk before this returns."""
    before = last(path)
    line = Anchor(number, at, hash, signature, before.digest() if before else FIRST)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(descriptor, f"{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
