"""Many processes for work that is the same for every item: reading firms, writing pages.

Input: a function and its items. Output: its results in the items' order.
Workers are forked, so that they see the items and all they refer to without copying; where the
system cannot fork, the work is done in this process.
"""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

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
    # Frozen objects are left alone by the collector, so that workers go on sharing them.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(_do, range(len(items)), chunksize=CHUNK)
    finally:
        gc.unfreeze()
        _job = None


def _do(index: int) -> Any:
    if _job is None:
        message = "a worker without work"
        raise RuntimeError(message)
    work, items = _job
    return work(items[index])


_setters: dict[type, tuple[Callable[[Any, Any], None], ...]] = {}


def ease_pickling(*modules: ModuleType) -> None:
    """Let the frozen, slotted dataclasses of these modules travel between processes as tuples.

    What dataclasses do by themselves looks up every field by name: twice the time, both ways.
    """
    for module in modules:
        for kind in vars(module).values():
            if isinstance(kind, type) and is_dataclass(kind) and "__slots__" in vars(kind):
                names = [field.name for field in fields(kind)]
                _setters[kind] = tuple(vars(kind)[name].__set__ for name in names)
                copyreg.pickle(kind, _make_reducer(kind, names))


def _make_reducer(kind: type, names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    values_of = attrgetter(*names)
    if len(names) == 1:
        return lambda item: (_restore, (kind, values_of(item)))
    return lambda item: (_restore, (kind, *values_of(item)))


def _restore(kind: type, *values: object) -> object:
    item: object = object.__new__(kind)
    for set_value, value in zip(_setters[kind], values, strict=True):
        set_value(item, value)
    return item
