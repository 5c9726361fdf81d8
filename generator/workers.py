"""Many processes for work that is the same for every item: reading firms, writing pages.

Input: a function and its items. Output: its results in the items' order.
Workers are forked, so that they see the items and all they refer to without copying; where the
system cannot fork, the work is done in this process.
"""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 16
"""Items that a worker takes at a time."""
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """Do the work for every item, in order; in `jobs` processes where there is enough of it."""
    global _job  # noqa: PLW0603 (forked workers inherit it; only results are pickled)
    if jobs <= 1 or len(items) < 2 * CHUNK or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    _job = (work, items)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(_do, range(len(items)), chunksize=CHUNK)
    finally:
        _job = None


def _do(index: int) -> Any:
    if _job is None:
        message = "a worker without work"
        raise RuntimeError(message)
    work, items = _job
    return work(items[index])
