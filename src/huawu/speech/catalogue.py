"""The catalogue of fixed prompts: what is said, by whom it was rendered, and the hash its sound must have.

`prompts/catalogue.yaml` is written by `tools/render_prompts.py` and shipped with the sound; nothing here
renders.
"""

import hashlib
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from huawu.speech.types import Prompt

FOLDER = Path(__file__).parent / "prompts"
CATALOGUE = FOLDER / "catalogue.yaml"
ENDING = ".ulaw"
_HEAD = "# Written by tools/render_prompts.py from texts.yaml and core/numbers: do not edit, render again.\n"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def sound_key(text: str, *, voice: str, speed: float, engine: str, version: str) -> str:
    """SHA-256 of all that decides how a text sounds: the name under which its sound is kept."""
    parts = "\x1f".join((text, voice, f"{speed:.3f}", engine, version))
    return hashlib.sha256(parts.encode()).hexdigest()


@lru_cache(maxsize=1)
def prompts() -> dict[str, Prompt]:
    """Every prompt by its path (`zh-CN/greeting.hotel`)."""
    return read(CATALOGUE)


def read(catalogue: Path) -> dict[str, Prompt]:
    """The catalogue in this file. Raises ValueError when it is not one."""
    found = yaml.load(catalogue.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C if there
    if not isinstance(found, dict) or not isinstance(found.get("prompts"), list):
        raise ValueError(f"{catalogue.name} is not a catalogue of prompts")
    entries = [Prompt(**entry) for entry in found["prompts"]]
    return {prompt.path: prompt for prompt in entries}


def write(catalogue: Path, entries: dict[str, Prompt]) -> None:
    """Write the catalogue, sorted by path, one prompt a line."""
    lines = [_HEAD, f"# {', '.join(field.name for field in fields(Prompt))}\n", "prompts:\n"]
    for path in sorted(entries):
        line = yaml.dump(
            asdict(entries[path]),
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=True,
            sort_keys=False,
            width=10**6,
        )
        lines.append(f"- {line}")
    catalogue.write_text("".join(lines), "utf-8")
