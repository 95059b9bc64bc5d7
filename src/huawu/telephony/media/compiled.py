"""The quick path as machine code: numba compiles it once, llvmlite loads it at every start.

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

from huawu.telephony.core.media import lines, quick, row
from huawu.telephony.media import libc

log = logging.getLogger(__name__)
NAME = "hear"
_LONGEST_COMPILING = 120
STRUCTURES = (
    (row.Row, lines.LINES),
    (row.Store, lines.STORES),
    (row.Ready, lines.MOST_READY),
    (row.Letter, quick.LETTERS),
    (row.Round, 1),
)
"""What the path is given, and how many of each."""


def as_python() -> quick.Hear:
    """The path as Python."""
    return quick.bind(libc.recv, libc.send)


def hearing(data_dir: Path) -> quick.Hear:
    """The path as machine code where that can be had, else as Python."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        return as_python()
    try:
        return load(_text((Path(__file__).parent / "__pycache__", data_dir / "compiled")))
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        log.warning("packets are passed on without machine code: %s", type(error).__name__)
        return as_python()


def _text(folders: tuple[Path, ...]) -> str:
    """What was compiled of these very rules; compiles where there is none. Raises OSError and others."""
    name = f"{NAME}-{_key()}.ll"
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).read_text()
    folder = next((folder for folder in folders if _is_ours(folder)), folders[-1])
    log.info("compiling the path of packets, once")
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
    for path in (quick.__file__, row.__file__, lines.__file__, Path(__file__).with_name("compiling.py")):
        digest.update(Path(str(path)).read_bytes())
    return digest.hexdigest()[:16]


def load(text: str) -> quick.Hear:
    """Make a function of LLVM's text. Raises RuntimeError when it is not what `compiling` wrote."""
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
    return _callable(engine, engine.get_function_address(NAME))


def _address(call: Any) -> int:  # noqa: ANN401 - any function of ctypes
    return ctypes.cast(call, ctypes.c_void_p).value or 0


def _callable(engine: object, address: int) -> quick.Hear:
    """By numba's convention: where the result goes, where errors go, arguments; returns 0."""
    kind = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * (2 + len(STRUCTURES)))
    function, result, error = kind(address), ctypes.c_int64(), ctypes.c_void_p()
    where = ctypes.addressof(result), ctypes.addressof(error)

    def hear(*tables: "ctypes.Array[Any]") -> int:
        if function(*where, *tables):
            raise RuntimeError("the path of packets failed")
        return result.value

    hear.engine = engine  # type: ignore[attr-defined]  # the machine code lives as long as it
    return hear
