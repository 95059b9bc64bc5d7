"""How a site hears and speaks: which engines in which order, and the words of its lexicon.

    {"name": {"zh": "…", "en": "…"},
     "hear": [{"engine": "funasr_ws", "url": "ws://127.0.0.1:10095", "seconds": 8},
              {"engine": "builtin"}],
     "say": [{"engine": "openai_http", "url": "http://127.0.0.1:8880/v1", "model": "kokoro",
              "voices": {"zh-CN": "zf_xiaobei", "en-US": "af_heart"}},
             {"engine": "builtin", "voices": {"zh-CN": "zf_xiaobei", "en-US": "af_heart"}, "speed": 0.9}],
     "lexicon": [{"term": "云栖酒店", "heard_as": ["云七酒店"]}],
     "serve": false, "transcripts": 2}

The first engine is asked; the next one when it does not answer in `seconds`, has failed several times, or has
`at_once` requests under way. `may_leave_host` (default false) allows an address that is not this machine's.
`key` names the file of an access key in the folder of keys, `model` the model of a server or the folder of a
`sherpa_onnx` model. `serve`: this machine's engines are offered to others (`/v1/audio/...`).
`transcripts`: so many calls are written down at once while they are spoken.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from huawu.platform.refusals import Invalid
from huawu.speech.core.understanding import Term

Body = Mapping[str, Any]
HEARING: Mapping[str, tuple[str, ...]] = {
    "builtin": (),
    "openai_http": ("http", "https"),
    "funasr_ws": ("ws", "wss"),
    "sherpa_onnx": (),
}
"""Engines that hear, with the kinds of address they have."""
SAYING: Mapping[str, tuple[str, ...]] = {"builtin": (), "openai_http": ("http", "https")}
"""Engines that speak."""
LANGUAGES = ("zh-CN", "en-US")
_FIELDS = frozenset({"name", "hear", "say", "lexicon", "serve", "transcripts"})
_OF_ENGINE = frozenset(
    {"engine", "url", "model", "key", "voices", "speed", "may_leave_host", "seconds", "at_once"}
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}")
_MOST_ENGINES, _MOST_TERMS, _LONGEST_TERM, _MOST_SPELLINGS = 5, 2000, 40, 10
HEARING_SECONDS, SAYING_SECONDS = 10.0, 30.0
TRANSCRIPTS, MOST_TRANSCRIPTS = 2, 200


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """One engine of a plan. `seconds`: how long it may take at most, besides the length of the sound."""

    engine: str
    seconds: float
    url: str = ""
    model: str = ""
    key: str = ""
    voices: tuple[tuple[str, str], ...] = ()
    speed: float = 1.0
    may_leave_host: bool = False
    at_once: int = 2

    def voice(self, language: str) -> str | None:
        """The voice for a language; None when it has none for it."""
        return dict(self.voices).get(language)


@dataclass(frozen=True, slots=True)
class Plan:
    """A site's way to hear and to speak."""

    hear: tuple[EngineSpec, ...] = ()
    say: tuple[EngineSpec, ...] = ()
    lexicon: tuple[Term, ...] = ()
    serve: bool = False
    transcripts: int = TRANSCRIPTS


NOTHING = Plan()
"""No engine: keys and people only."""


def plan_from(body: Body) -> Plan:
    """The plan that a checked body describes."""
    return Plan(
        hear=tuple(_spec(each, HEARING_SECONDS) for each in body.get("hear", ())),
        say=tuple(_spec(each, SAYING_SECONDS) for each in body.get("say", ())),
        lexicon=tuple(Term(e["term"], tuple(e.get("heard_as", ()))) for e in body.get("lexicon", ())),
        serve=bool(body.get("serve", False)),
        transcripts=int(body.get("transcripts", TRANSCRIPTS)),
    )


def _spec(given: Body, seconds: float) -> EngineSpec:
    return EngineSpec(
        engine=given["engine"],
        seconds=float(given.get("seconds", seconds)),
        url=given.get("url", ""),
        model=given.get("model", ""),
        key=given.get("key", ""),
        voices=tuple(sorted(given.get("voices", {}).items())),
        speed=float(given.get("speed", 1.0)),
        may_leave_host=bool(given.get("may_leave_host", False)),
        at_once=int(given.get("at_once", 2)),
    )


def is_this_machine(host: str) -> bool:
    """Whether an address is a loopback one."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_plan(body: Body) -> None:
    """Raises Invalid with the field (`hear.0.url`) that is not right."""
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    for side, known in (("hear", HEARING), ("say", SAYING)):
        _require(isinstance(engines := body.get(side, []), list), side)
        _require(len(engines) <= _MOST_ENGINES, side)
        for at, each in enumerate(engines):
            _check_engine(each, known, f"{side}.{at}")
    _require(type(body.get("serve", False)) is bool, "serve")
    most = body.get("transcripts", TRANSCRIPTS)
    _require(type(most) is int and 0 <= most <= MOST_TRANSCRIPTS, "transcripts")
    _check_lexicon(body.get("lexicon", []))


def _require(condition: bool, field: str) -> None:
    if not condition:
        raise Invalid("config.bad_field", field=field)


def _check_engine(given: Any, known: Mapping[str, tuple[str, ...]], field: str) -> None:  # noqa: ANN401 - data
    _require(isinstance(given, dict), field)
    if unknown := sorted(set(given) - _OF_ENGINE):
        raise Invalid("config.unknown_field", field=f"{field}.{unknown[0]}")
    engine = given.get("engine")
    _require(isinstance(engine, str) and engine in known, f"{field}.engine")
    _require(type(given.get("may_leave_host", False)) is bool, f"{field}.may_leave_host")
    if known[engine]:
        _check_address(given, known[engine], f"{field}.url")
    else:
        _require("url" not in given, f"{field}.url")
    for name, pattern in (("model", _MODEL), ("key", _NAME)):
        value = given.get(name, "")
        _require(
            value == "" or (isinstance(value, str) and bool(pattern.fullmatch(value))), f"{field}.{name}"
        )
    if engine in ("openai_http", "sherpa_onnx"):
        _require(bool(given.get("model")), f"{field}.model")
    if engine == "sherpa_onnx":
        _require(bool(_NAME.fullmatch(given["model"])), f"{field}.model")
    for name, least, most in (("seconds", 0.5, 120), ("at_once", 1, 64), ("speed", 0.5, 2.0)):
        value = given.get(name, least)
        _require(type(value) in (int, float) and least <= value <= most, f"{field}.{name}")
    _require(type(given.get("at_once", 1)) is int, f"{field}.at_once")
    _check_voices(given, f"{field}.voices", needed=known is SAYING)


def _check_address(given: Body, schemes: tuple[str, ...], field: str) -> None:
    url = given.get("url")
    _require(isinstance(url, str) and len(url) <= 300 and url.isascii() and url.isprintable(), field)
    try:
        place = urlsplit(str(url))
        sound = place.scheme in schemes and bool(place.hostname) and place.port != 0 and not place.username
    except ValueError:
        sound = False
    _require(sound, field)
    if not given.get("may_leave_host", False) and not is_this_machine(place.hostname or ""):
        raise Invalid("speech.may_not_leave_host", field=field)


def _check_voices(given: Body, field: str, *, needed: bool) -> None:
    voices = given.get("voices", {})
    _require(isinstance(voices, dict) and set(voices) <= set(LANGUAGES), field)
    _require(all(isinstance(each, str) and _NAME.fullmatch(each) for each in voices.values()), field)
    _require(bool(voices) or not needed, field)


def _check_lexicon(terms: Any) -> None:  # noqa: ANN401 - data
    _require(isinstance(terms, list) and len(terms) <= _MOST_TERMS, "lexicon")
    for at, each in enumerate(terms):
        field = f"lexicon.{at}"
        _require(isinstance(each, dict) and not set(each) - {"term", "heard_as"}, field)
        spellings = each.get("heard_as", [])
        _require(isinstance(spellings, list) and len(spellings) <= _MOST_SPELLINGS, f"{field}.heard_as")
        _require(_is_term(each.get("term")), f"{field}.term")
        _require(all(_is_term(spelling) for spelling in spellings), f"{field}.heard_as")


def _is_term(value: Any) -> bool:  # noqa: ANN401 - data
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= _LONGEST_TERM
