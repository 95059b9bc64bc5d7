"""The rules for packets as machine code: numba compiles them once, llvmlite loads them at every start.

What is compiled is kept as LLVM's text, beside Python's own compiled files or, where nothing can be written
there, in the data folder. Loading it takes a twentieth of the time that importing numba would, so that a
media process is back as soon as before; numba runs in a process of its own, once after each change of the
rules. Without either (another platform, NUMBA_DISABLE_JIT=1) the same rules run as Python: slower, and not
otherwise.
"""

import ctypes
import hashlib
import logging
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

from huawu.telephony.core.media import jitter, lines, mixing, quick, row
from huawu.telephony.media import libc

log = logging.getLogger(__name__)
_LONGEST_COMPILING = 120
_LONGEST_SCORE = 1 << 24
_SLOTS = (row.Slot, lines.LINES)
STRUCTURES: dict[str, tuple[tuple[type[Any], int], ...]] = {
    "hear": (
        (row.Row, lines.LINES),
        (row.Store, lines.STORES),
        _SLOTS,
        (row.Ready, lines.MOST_READY),
        (row.Letter, quick.LETTERS),
        (row.Round, 1),
    ),
    "mix": (
        (ctypes.c_int64, _LONGEST_SCORE),
        _SLOTS,
        (row.Feed, lines.LINES),
        (row.Tables, 1),
        (row.Mix, 1),
    ),
}
"""What each rule is given, and at most how many of each."""


def as_python() -> quick.Rules:
    """The rules as Python."""
    return quick.Rules(quick.bind(libc.recv, libc.send), mixing.bind(libc.send))


def rules(data_dir: Path) -> quick.Rules:
    """The rules as machine code where that can be had, else as Python."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        return as_python()
    try:
        return load(_text((Path(__file__).parent / "__pycache__", data_dir / "compiled")))
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        log.warning("packets are passed on without machine code: %s", type(error).__name__)
        return as_python()


def _text(folders: tuple[Path, ...]) -> str:
    """What was compiled of these very rules; compiles where there is none. Raises OSError and others."""
    name = f"packets-{_key()}.ll"
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).read_text()
    folder = next((folder for folder in folders if _is_ours(folder)), folders[-1])
    log.info("compiling the rules for packets, once")
    command = [sys.executable, "-m", "huawu.telephony.media.compiling", str(folder / name)]
    subprocess.run(command, check=True, timeout=_LONGEST_COMPILING)  # noqa: S603 - ourselves
    return (folder / name).read_text()


def _is_ours(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _key() -> str:
    """Changes with all that the text depends on."""
    import llvmlite

    digest = hashlib.sha256(f"{llvmlite.__version__} {platform.machine()} {sys.version}".encode())
    sources = [module.__file__ for module in (quick, mixing, jitter, row, lines)]
    for path in (*sources, __file__, Path(__file__).with_name("compiling.py")):
        digest.update(Path(str(path)).read_bytes())
    return digest.hexdigest()[:16]


def load(text: str) -> quick.Rules:
    """Make functions of LLVM's text. Raises RuntimeError when it is not what `compiling` wrote."""
    from llvmlite import binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    for call in (libc.recv, libc.send):
        llvm.add_symbol(call.__name__, _address(call))
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=3, jit=True
    )
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), machine)
    engine.finalize_object()
    return quick.Rules(**{name: _callable(engine, name) for name in STRUCTURES})


def _address(call: Any) -> int:  # noqa: ANN401 - any function of ctypes
    return ctypes.cast(call, ctypes.c_void_p).value or 0


def _callable(engine: Any, name: str) -> Any:  # noqa: ANN401 - llvmlite has no types
    """By numba's convention: where the result goes, where errors go, arguments; returns 0."""
    kind = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * (2 + len(STRUCTURES[name])))
    function, result = kind(engine.get_function_address(name)), ctypes.c_int64()
    error = ctypes.c_void_p()
    where = ctypes.addressof(result), ctypes.addressof(error)

    def rule(*tables: "ctypes.Array[Any]") -> int:
        if function(*where, *tables):
            raise RuntimeError(f"{name} failed")
        return result.value

    rule.kept = engine, error  # type: ignore[attr-defined]  # the machine code lives as long as it
    return rule
