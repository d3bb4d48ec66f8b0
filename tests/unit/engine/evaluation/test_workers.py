"""Work on many people, shared out among processors."""

import os
from operator import call

import pytest

from opscareer.engine.evaluation import workers
from opscareer.engine.evaluation.workers import parallel_map


@pytest.mark.parametrize(("processors", "parts", "shared"), [(2, 12, True), (2, 11, False), (1, 12, False)])
def test_work_is_shared_out_where_there_are_two_processors_and_parts_enough(
    monkeypatch: pytest.MonkeyPatch, processors: int, parts: int, shared: bool
) -> None:
    monkeypatch.setattr(workers, "processor_count", lambda: processors)
    done = []

    worked = set(parallel_map(call, [os.getpid] * parts, done.append))

    assert (os.getpid() in worked) is not shared
    assert len(worked) <= processors
    assert len(done) == parts


def test_results_come_in_the_order_of_the_parts_and_each_is_told_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processor_count", lambda: 2)
    done: list[str] = []
    numbers = [str(number) for number in range(20)]

    assert parallel_map(int, numbers, done.append) == list(range(20))
    assert done == numbers
