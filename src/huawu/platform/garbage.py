"""How often a process looks for garbage.

What a process builds at its start stays for its life, and nearly all that comes later is freed by counting.
Python's collector, as it is set by default, looks through young objects with every 700 that are made and so
took a quarter of what the jobs process did under load.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 50)  # young, middle, old


def collect_seldom() -> None:
    """What is there now is never looked at again, and what comes only when there is much of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For a piece of work that makes many small things and hardly a circle of them."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
