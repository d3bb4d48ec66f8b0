"""Work on many people, shared out among the machine's processors. The results are the same with any number of them."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

FEW = 12  # parts; below, starting processes takes longer than it saves

Part = TypeVar("Part")
Result = TypeVar("Result")


def each(work: Callable[[Part], Result], parts: Sequence[Part], told: Callable[[Part], None]) -> list[Result]:
    """`work` on every part, in order. `told` hears which part is done. `work` must be a function that another process can import."""
    processors = os.cpu_count() or 1
    if processors == 1 or len(parts) < FEW:
        return [_heard(work(part), part, told) for part in parts]
    # A fresh interpreter each: a copy of this one would share threads that numpy's library has started.
    pool = ProcessPoolExecutor(processors, get_context("spawn"), _leave_interrupts_to_parent)
    try:
        return [_heard(result, part, told) for result, part in zip(pool.map(work, parts), parts, strict=True)]
    finally:
        pool.shutdown(cancel_futures=True)


def _heard(result: Result, part: Part, told: Callable[[Part], None]) -> Result:
    told(part)
    return result


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
