"""Makes machine code of the quick path, with numba: `python -m huawu.telephony.media.compiling FILE`.

Runs in a process of its own (`compiled` starts it), so that no other carries numba. What it writes is LLVM's
text of one function by numba's convention for compiled functions: where the result goes, where an error
would go, then the addresses of the structures.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from llvmlite import binding as llvm

from huawu.telephony.core.media import quick
from huawu.telephony.media.compiled import NAME, STRUCTURES

numba: Any = import_module("numba")
kinds = numba.types


def compile_text() -> str:
    """LLVM's text of the path, with numba. Nothing else is in it, and it calls recv and send only."""
    call = kinds.intp(kinds.int32, kinds.uintp, kinds.uintp, kinds.int32)
    as_code = numba.njit(error_model="numpy", _nrt=False)  # nothing is made, so nothing is counted
    path = as_code(
        quick.bind(kinds.ExternalFunction("recv", call), kinds.ExternalFunction("send", call), as_code)
    )
    carray = numba.carray
    (rows, row_count), (shelf, store_count), (ready, ready_count), (letters, letter_count), (rounds, _) = (
        (np.dtype(kind), count) for kind, count in STRUCTURES
    )

    def entry(row_at: int, store_at: int, ready_at: int, letter_at: int, round_at: int) -> int:
        found: int = path(
            carray(row_at, (row_count,), rows),
            carray(store_at, (store_count,), shelf),
            carray(ready_at, (ready_count,), ready),
            carray(letter_at, (letter_count,), letters),
            carray(round_at, (1,), rounds),
        )
        return found

    signature = kinds.int64(*[kinds.voidptr] * len(STRUCTURES))
    made = numba.cfunc(signature, error_model="numpy")(entry)
    return _only(llvm.parse_assembly(made.inspect_llvm()), made.native_name.removeprefix("cfunc."))


def _only(module: Any, name: str) -> str:  # noqa: ANN401 - llvmlite has no types
    """The module without all that the function `name` does not need."""
    for function in module.functions:
        if not function.is_declaration:
            function.linkage = "external" if function.name == name else "internal"
    module.get_function(name).name = NAME
    machine = llvm.Target.from_default_triple().create_target_machine()
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options())
    passes = llvm.create_new_module_pass_manager()
    passes.add_global_dead_code_eliminate_pass()
    passes.run(module, builder)
    return str(module)


def main() -> None:
    """Compile into a file, whole or not at all."""
    to = Path(sys.argv[1])
    part = to.with_suffix(f".{os.getpid()}")
    part.write_text(compile_text())
    part.replace(to)


if __name__ == "__main__":
    main()
