"""The engines of a process: made from the plans in force, kept while these are, let go when they change.

    house = House(Folders.of(settings.data_dir, settings.key_dir))
    house.tell(await config.published(session, site, "speech"))
    engines = house.engines()

Nothing is started before it is needed: a worker process begins with the first sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Clock, system_clock
from huawu.platform.config import published
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.speech.adapters.builtin import BuiltinStt, BuiltinTts
from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.funasr_ws import FunasrServer, FunasrStt
from huawu.speech.adapters.openai_http import OpenAiStt, OpenAiTts, Server
from huawu.speech.adapters.sherpa import SherpaStt
from huawu.speech.config import DEFAULT, KIND
from huawu.speech.core.plans import NOTHING, EngineSpec, Plan, plan_from
from huawu.speech.core.understanding import Lexicon
from huawu.speech.ports import Stt, Tts
from huawu.speech.sounds import KeptSounds
from huawu.speech.types import Voice

_RATE = 24000


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie: `voices` of the built-in voice, `models`, `sounds` that were rendered, `keys` (access
    keys, a file each)."""

    voices: Path
    models: Path
    sounds: Path
    keys: Path

    @classmethod
    def of(cls, data_dir: Path, key_dir: Path) -> "Folders":
        speech = data_dir / "speech"  # `Settings.speech_dir`
        return cls(speech / "voices", speech / "models", speech / "sounds", key_dir / "speech")

    def key_names(self) -> list[str]:
        """The names of the access keys that there are."""
        found = self.keys.iterdir() if self.keys.is_dir() else ()
        return sorted(each.name for each in found if each.is_file())

    def key(self, name: str) -> str:
        """An access key; empty when there is none."""
        file = self.keys / name
        return file.read_text("utf-8").strip() if name and file.is_file() else ""


@dataclass(frozen=True, slots=True)
class Engines:
    """What a plan became. `kept`: where rendered texts lie."""

    plan: Plan
    stt: ChainStt
    tts: ChainTts
    lexicon: Lexicon
    kept: KeptSounds

    @property
    def hotwords(self) -> tuple[str, ...]:
        """Words that are likely to be said: those of the lexicon."""
        return tuple(term.written for term in self.plan.lexicon)

    def figures(self) -> dict[str, list[dict[str, str | int | float]]]:
        """What each engine did: {"hear": [...], "say": [...]} with the fields of `chain.Figures`."""
        return {"hear": self.stt.chain.figures(), "say": self.tts.chain.figures()}

    async def close(self) -> None:
        """Let go of processes and connections."""
        await self.stt.close()
        await self.tts.close()


class House:
    """Holds the engines of this process."""

    def __init__(self, folders: Folders, *, clock: Clock = system_clock) -> None:
        self.folders = folders
        self._clock = clock
        self._bodies: dict[str, Mapping[str, Any]] = {}
        self._made: dict[str, Engines] = {}
        self._kept = KeptSounds(folders.sounds)

    def tell(self, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        """Which plans are in force. The engines of those that changed are let go; others are made later."""
        for name in [name for name in self._made if self._bodies.get(name) != bodies.get(name)]:
            spawn(self._made.pop(name).close(), name="letting go of speech engines")
        self._bodies = dict(bodies)

    async def refresh(self, session: AsyncSession, site: str) -> None:
        """Read which plans are in force."""
        self.tell(await published(session, site, KIND))

    def engines(self, name: str = DEFAULT) -> Engines:
        """The engines of a plan; of the default one where there is no such plan; none without any."""
        name = name if name in self._bodies else DEFAULT
        if name not in self._made:
            self._made[name] = self._make(plan_from(self._bodies[name]) if name in self._bodies else NOTHING)
        return self._made[name]

    def trial(self, plan: Mapping[str, Any]) -> Engines:
        """The engines of a checked plan that is not in force, to be closed by whoever tries them."""
        return self._make(plan_from(plan))

    def speaks(self, name: str = DEFAULT) -> bool:
        """Whether a plan has an engine that speaks."""
        return bool(self.engines(name).tts.chain.links)

    async def close(self) -> None:
        """Let go of all."""
        made, self._made = self._made, {}
        for engines in made.values():
            await engines.close()

    def _make(self, plan: Plan) -> Engines:
        hearing = [link for spec in plan.hear if (link := _ear(spec, self.folders))]
        speaking = [_voice(spec, self.folders) for spec in plan.say]
        return Engines(
            plan,
            ChainStt(hearing, clock=self._clock),
            ChainTts(speaking, clock=self._clock),
            Lexicon(plan.lexicon),
            self._kept,
        )


def _ear(spec: EngineSpec, folders: Folders) -> Link[Stt] | None:
    """None: a model folder that is not there (any more); the next engine takes its place."""
    engine: Stt
    if spec.engine == "openai_http":
        engine = OpenAiStt(_server(spec, folders))
    elif spec.engine == "funasr_ws":
        engine = FunasrStt(FunasrServer(spec.url, spec.may_leave_host, spec.seconds))
    elif spec.engine == "sherpa_onnx":
        try:
            engine = SherpaStt(folders.models / spec.model)
        except Refusal:
            return None
    else:
        engine = BuiltinStt(folders.models)
    return Link(engine, spec.seconds, spec.at_once)


def _voice(spec: EngineSpec, folders: Folders) -> Link[Tts]:
    engine: Tts
    if spec.engine == "openai_http":
        named = [Voice(voice, language, "unknown", _RATE) for language, voice in spec.voices]
        engine = OpenAiTts(_server(spec, folders), named)
    else:
        engine = BuiltinTts(folders.voices)
    return Link(engine, spec.seconds, spec.at_once, dict(spec.voices), spec.speed)


def _server(spec: EngineSpec, folders: Folders) -> Server:
    return Server(
        spec.url,
        spec.model,
        key=folders.key(spec.key),
        may_leave_host=spec.may_leave_host,
        timeout_seconds=spec.seconds,
        at_once=spec.at_once,
    )
