"""What a failure may say in the log: where it happened and of which class it was, never its message.

Messages carry values (SQL parameters, keys, numbers), and a value may be somebody's number or name.
"""

import traceback
from pathlib import PurePath


def trace(error: BaseException) -> str:
    """Class and places of an exception and of what caused it, innermost last, on one line."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        places = " > ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in frames[-12:])
        state = getattr(seen, "sqlstate", None)
        parts.append(f"{type(seen).__name__}{f' {state}' if state else ''} at {places or '?'}")
        seen = seen.__cause__
    return " | caused by ".join(parts)
