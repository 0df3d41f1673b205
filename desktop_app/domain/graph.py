"""Order in a graph of steps: what follows what, where it runs in circles, and what a left-out step leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from typing import Protocol

After = Mapping[str, Iterable[str]]
"""Each code with the codes it follows; codes that are not keys are ignored."""


class StepGraph(Protocol):
    """What the graph needs to know of a template."""

    @property
    def links(self) -> tuple[tuple[str, tuple[str, ...]], ...]: ...


def topological_order(after: After) -> tuple[str, ...]:
    """Every code behind those it follows, otherwise as given; raises graphlib.CycleError when there is a cycle."""
    return _order(tuple((code, tuple(before)) for code, before in after.items()))


# Every look at a case asks for the order of its template; there are few templates and few ways to leave steps out.
@lru_cache(maxsize=1024)
def _order(edges: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    after = dict(edges)
    place = {code: index for index, code in enumerate(after)}
    sorter = _sorter(after)
    sorter.prepare()
    ready: list[tuple[int, str]] = []
    order: list[str] = []
    while sorter.is_active():
        for code in sorter.get_ready():
            heappush(ready, (place[code], code))
        _, code = heappop(ready)
        sorter.done(code)
        order.append(code)
    return tuple(order)


def cycles(after: After) -> Iterator[tuple[str, ...]]:
    """Cycles that share no step, each as a path in which every code precedes the next and the last the first."""
    left = {code: tuple(before) for code, before in after.items()}
    while True:
        try:
            _sorter(left).prepare()
        except CycleError as error:
            path = tuple(error.args[1][:-1])
            first = min(range(len(path)), key=lambda index: list(after).index(path[index]))
            yield path[first:] + path[:first]
            left = {code: before for code, before in left.items() if code not in path}
        else:
            return


def behind(after: After, codes: Collection[str]) -> tuple[str, ...]:
    """The codes that follow any of `codes`, directly or through others, without `codes` themselves."""
    reached = set(codes)
    grew = True
    while grew:
        found = {code for code, before in after.items() if code not in reached and reached.intersection(before)}
        reached |= found
        grew = bool(found)
    return tuple(code for code in after if code in reached and code not in codes)


def effective_predecessors(template: StepGraph, left_out: frozenset[str]) -> dict[str, frozenset[str]]:
    """The kept steps each kept step waits for: a left-out step passes its own predecessors on to its successors."""
    return dict(_effective(template.links, left_out))


@lru_cache(maxsize=1024)
def _effective(
    edges: tuple[tuple[str, tuple[str, ...]], ...], left_out: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    after = dict(edges)
    passed: dict[str, frozenset[str]] = {}
    for code in topological_order(after):
        passed[code] = frozenset().union(
            *(passed[before] if before in left_out else frozenset({before}) for before in after[code])
        )
    return {code: before for code, before in passed.items() if code not in left_out}


def _sorter(after: After) -> TopologicalSorter[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for code in after:
        sorter.add(code)
    for code, before in after.items():
        sorter.add(code, *(other for other in before if other in after))
    return sorter
