"""Which lines of the module each test runs: a fault is shown only to those that come by."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any


@dataclass
class Run:
    """One test as it is without any fault."""

    passed: bool = False
    seconds: float = 0.0
    lines: set[int] = field(default_factory=set)

    def told(self) -> list[Any]:
        return [self.passed, self.seconds, sorted(self.lines)]

    @classmethod
    def of(cls, told: list[Any]) -> Run:
        return cls(told[0], told[1], set(told[2]))


@contextmanager
def watched(file: str) -> Iterator[Run]:
    """The lines of one file that are run meanwhile, and how long it takes."""
    run = Run()

    def line(frame: FrameType, event: str, _arg: object) -> Any:
        run.lines.add(frame.f_lineno)
        return line

    def called(frame: FrameType, event: str, arg: object) -> Any:
        return line(frame, event, arg) if frame.f_code.co_filename == file else None

    before, start = sys.gettrace(), time.perf_counter()
    sys.settrace(called)
    try:
        yield run
    finally:
        sys.settrace(before)
        run.seconds = time.perf_counter() - start
