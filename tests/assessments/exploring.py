"""Tries every order of what may happen, breadth first."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol, TypeVar


class Broken(AssertionError):
    """A promise was broken; it holds the actions that led there."""


class State(Protocol):
    @property
    def path(self) -> tuple[str, ...]: ...


W = TypeVar("W", bound=State)


def explore(
    start: W,
    actions: Callable[[W], Iterator[tuple[str, Callable[[W], W]]]],
    settle: Callable[[W], None],
    limit: int,
) -> int:
    """Try every order of actions up to `limit` states; return how many states there were.

    From some of the last ones everything is brought to rest. Raises Broken.
    """
    seen: set[Any] = {start}
    waiting = deque([start])
    while waiting and len(seen) < limit:
        world = waiting.popleft()
        for label, act in actions(world):
            after: Any = replace(act(world), path=(*world.path, label))  # type: ignore[type-var]
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    for world in list(waiting)[:: max(1, len(waiting) // 20)]:
        settle(world)
    return len(seen)
