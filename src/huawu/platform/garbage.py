"""How often a process looks for garbage.

What a process builds at its start stays for its life, and nearly all that comes later is freed by counting.
Python's collector, as it is set by default, looks through young objects with every 700 that are made and so
took a quarter of what the jobs process did under load.
"""

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50


def collect_seldom() -> None:
    """What is there now is never looked at again, and what comes only when there is much of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
