"""What has to come before what: everything that something needs, directly or through others."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter


def closures(needs: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Every id with all that it needs, as bits: bit n is the n-th key of `needs`. Each is made once, from those of what it needs."""
    bit = {key: 1 << number for number, key in enumerate(needs)}
    closed = dict.fromkeys(needs, 0)  # in the order of `needs`
    for key in TopologicalSorter(needs).static_order():
        closed[key] = bit[key]
        for needed in needs[key]:
            closed[key] |= closed[needed]
    return closed


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
