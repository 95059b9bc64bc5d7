"""Makes machine code of the rules for packets, with numba: `python -m huawu.telephony.media.compiling FILE`.

Runs in a process of its own (`compiled` starts it), so that no other carries numba. What it writes is LLVM's
text of a function for each rule, by numba's convention for compiled functions: where the result goes, where
an error would go, then the addresses of the structures.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from llvmlite import binding as llvm

from huawu.telephony.core.media import mixing, quick
from huawu.telephony.media.compiled import STRUCTURES

numba: Any = import_module("numba")
kinds = numba.types


_CALL = kinds.intp(kinds.int32, kinds.uintp, kinds.uintp, kinds.int32)
_carray = numba.carray


def as_code(rule: Any) -> Any:  # noqa: ANN401 - numba has no types
    """A rule compiled; nothing is made in it, so nothing is counted."""
    return numba.njit(error_model="numpy", _nrt=False)(rule)


def compile_text() -> str:
    """LLVM's text of the rules, with numba. Nothing else is in it, and it calls recv and send only."""
    recv, send = kinds.ExternalFunction("recv", _CALL), kinds.ExternalFunction("send", _CALL)
    entries = {"hear": _hear(as_code(quick.bind(recv, send, as_code)))}
    entries["mix"] = _mix(as_code(mixing.bind(send, as_code)))
    whole = llvm.parse_assembly("")
    for name, entry in entries.items():
        signature = kinds.int64(*[kinds.voidptr] * len(STRUCTURES[name]))
        made = numba.cfunc(signature, error_model="numpy")(entry)
        native = made.native_name.removeprefix("cfunc.")
        whole.link_in(_only(llvm.parse_assembly(made.inspect_llvm()), native, name))
    return str(whole)


def _arrays(name: str) -> list[tuple[Any, int]]:
    return [(np.dtype(kind), count) for kind, count in STRUCTURES[name]]


def _hear(rule: Any) -> Any:  # noqa: ANN401
    (
        (rows, n_rows),
        (shelf, n_shelf),
        (slots, n_slots),
        (ready, n_ready),
        (letters, n_letters),
        (rounds, _),
    ) = _arrays("hear")

    def hear(
        rows_at: int, shelf_at: int, slots_at: int, ready_at: int, letters_at: int, round_at: int
    ) -> int:
        found: int = rule(
            _carray(rows_at, (n_rows,), rows),
            _carray(shelf_at, (n_shelf,), shelf),
            _carray(slots_at, (n_slots,), slots),
            _carray(ready_at, (n_ready,), ready),
            _carray(letters_at, (n_letters,), letters),
            _carray(round_at, (1,), rounds),
        )
        return found

    return hear


def _mix(rule: Any) -> Any:  # noqa: ANN401
    (score, n_score), (slots, n_slots), (feeds, n_feeds), (laws, _), (mixes, _) = _arrays("mix")

    def mix(score_at: int, slots_at: int, feeds_at: int, laws_at: int, mix_at: int) -> int:
        found: int = rule(
            _carray(score_at, (n_score,), score),
            _carray(slots_at, (n_slots,), slots),
            _carray(feeds_at, (n_feeds,), feeds),
            _carray(laws_at, (1,), laws),
            _carray(mix_at, (1,), mixes),
        )
        return found

    return mix


def _only(module: Any, native: str, name: str) -> Any:  # noqa: ANN401 - llvmlite has no types
    """The module without all that the function `native` does not need; it is called `name` from now on."""
    for function in module.functions:
        if not function.is_declaration:
            function.linkage = "external" if function.name == native else "internal"
    module.get_function(native).name = name
    machine = llvm.Target.from_default_triple().create_target_machine()
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options())
    passes = llvm.create_new_module_pass_manager()
    passes.add_global_dead_code_eliminate_pass()
    passes.run(module, builder)
    return module


def main() -> None:
    """Compile into a file, whole or not at all."""
    to = Path(sys.argv[1])
    part = to.with_suffix(f".{os.getpid()}")
    part.write_text(compile_text())
    part.replace(to)


if __name__ == "__main__":
    main()
