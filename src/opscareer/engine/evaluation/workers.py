"""Work on many people, shared out among the machine's processors. The results are the same with any number of them."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from typing import TypeVar

FEW = 12  # parts; below, starting processes takes longer than it saves

Part = TypeVar("Part")
Result = TypeVar("Result")


def parallel_map(work: Callable[[Part], Result], parts: Sequence[Part], on_progress: Callable[[Part], None]) -> list[Result]:
    """`work` on every part, in order; each is reported when it is done. `work` must be a function that another process can import."""
    results = []
    with ExitStack() as stack:
        map_parts: Callable[..., Iterator[Result]] = map
        if (processors := processor_count()) > 1 and len(parts) >= FEW:
            # A fresh interpreter each: a copy of this one would share threads that numpy's library has started.
            pool = ProcessPoolExecutor(processors, get_context("spawn"), _leave_interrupts_to_parent)
            stack.callback(pool.shutdown, cancel_futures=True)
            map_parts = pool.map
        for part, result in zip(parts, map_parts(work, parts), strict=True):
            results.append(result)
            on_progress(part)
    return results


def processor_count() -> int:
    """The processors that this process may use; a container or `taskset` may allow fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
