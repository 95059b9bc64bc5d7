"""What an agent can do, as the configuration says it: team, languages, skills, queues, capacity.

    {"team": "hotel", "languages": {"zh-CN": 5, "en-US": 3}, "skills": {"billing": 4},
     "queues": {"front-desk": 1, "reservations": 2},        level in the queue: who has 1 is asked first
     "capacity": {"voice": {"most": 1, "beside": ["chat"]}, "chat": {"most": 3}},
     "weight": 1,                                           of the weighted choice among agents
     "auto_answer": false,
     "wrap_up": "forced"}                                   before that of the queue: see `WRAP_UPS`

Everything may be left out. Language tags are those of BCP 47 (RFC 5646): language, script, region.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]

MOST_LEVEL = 5
"""Of a skill or a language; 1 is the least."""

DEEPEST_LEVEL = 10
"""Of a queue."""

WRAP_UPS = ("none", "optional", "forced", "on_request", "until_done")
"""How an agent writes up contacts, in whatever queue; without it as the queue says."""

_MOST_AT_ONCE = 100
_VOICE = "voice"
_MAPS = ("languages", "skills", "queues")
_FIELDS = {"team", *_MAPS, "capacity", "weight", "auto_answer", "wrap_up"}

_LANGUAGES = frozenset(
    # ISO 639-1
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    # ISO 639-3: the languages of China that have no shorter tag, sign language, Filipino
    "cdo cjy cmn cpx csl czh czo fil gan hak hsn mnp nan wuu yue".split()
)
_TAG = re.compile(r"(?P<language>[a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_CHANNEL = re.compile(r"[a-z_]{1,20}")


def able(body: Mapping[str, Any], skill: str, language: str) -> int:
    """How well somebody can what is asked for: their level in the skill, and in the language, whichever is
    less; 0: not at all. A language without a place is meant wherever it is spoken."""
    asked = []
    if skill:
        asked.append(body.get("skills", {}).get(skill, 0))
    if language:
        spoken = body.get("languages", {}).items()
        asked.append(max((level for tag, level in spoken if f"{tag}-".startswith(f"{language}-")), default=0))
    return min(asked, default=0)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, as a translation key."""

    key: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to have a level in, and to belong to."""

    teams: Collection[str]
    skills: Collection[str]
    queues: Collection[str]


def is_language(tag: str) -> bool:
    """A tag of BCP 47 in its usual writing, of a language that exists: ja, zh-CN, zh-Hant-TW; neither jp nor
    zh_cn."""
    found = _TAG.fullmatch(tag)
    return found is not None and found["language"] in _LANGUAGES


def wrong_with(number: str, body: Body, known: Known) -> Iterator[Wrong]:
    """What is wrong with the abilities of the agent of this number."""
    if unknown := sorted(set(body) - _FIELDS):
        yield Wrong("config.unknown_field", {"field": unknown[0]})
    if malformed := next((name for name in _MAPS if not isinstance(body.get(name, {}), dict)), ""):
        yield Wrong("config.bad_field", {"field": malformed})
        return
    team = str(body.get("team") or "")
    if team and team not in known.teams:
        yield Wrong("people.unknown_team", {"agent": number, "team": team})
    for skill in body.get("skills", {}):
        if skill not in known.skills:
            yield Wrong("people.unknown_skill", {"agent": number, "skill": str(skill)})
    for queue in body.get("queues", {}):
        if queue not in known.queues:
            yield Wrong("people.unknown_queue", {"agent": number, "queue": str(queue)})
    for language in body.get("languages", {}):
        if not is_language(str(language)):
            yield Wrong("people.unknown_language", {"agent": number, "language": str(language)})
    yield from _levels(number, body)
    yield from _capacity(number, body.get("capacity", {}))
    yield from _manners(body)


def _manners(body: Body) -> Iterator[Wrong]:
    """How they are chosen, rung, and write up."""
    right = {
        "weight": _whole(body.get("weight", 1), 100),
        "auto_answer": isinstance(body.get("auto_answer", False), bool),
        "wrap_up": body.get("wrap_up", "") in ("", *WRAP_UPS),
    }
    yield from (Wrong("config.bad_field", {"field": field}) for field, good in right.items() if not good)


def _levels(number: str, body: Body) -> Iterator[Wrong]:
    for name in _MAPS:
        most = DEEPEST_LEVEL if name == "queues" else MOST_LEVEL
        for of, level in body.get(name, {}).items():
            if not _whole(level, most):
                yield Wrong("people.bad_level", {"agent": number, "of": str(of), "most": most})


def _capacity(number: str, rooms: object) -> Iterator[Wrong]:
    """Limits that no telephone and no agent could keep."""
    if not isinstance(rooms, dict):
        yield Wrong("config.bad_field", {"field": "capacity"})
        return
    for channel, room in rooms.items():
        named = _CHANNEL.fullmatch(str(channel)) is not None
        beside = room.get("beside", []) if named and _is_room(room) else None
        if not isinstance(beside, list) or not all(isinstance(each, str) for each in beside):
            yield Wrong("config.bad_field", {"field": "capacity"})
            continue
        if not _whole(room.get("most", 1), _MOST_AT_ONCE):
            yield Wrong("people.bad_level", {"agent": number, "of": channel, "most": _MOST_AT_ONCE})
        elif channel == _VOICE and room.get("most", 1) > 1:
            yield Wrong("people.one_call_at_a_time", {"agent": number})
        if channel in beside:
            yield Wrong("people.beside_itself", {"agent": number, "channel": channel})


def _is_room(value: object) -> bool:
    return isinstance(value, dict) and not set(value) - {"most", "beside"}


def _whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def tidy(body: Mapping[str, Any]) -> Body:
    """Without what says nothing, so that equal abilities are equal values."""
    usual = {"weight": 1, "auto_answer": False}
    return {name: body[name] for name in sorted(body) if body[name] and body[name] != usual.get(name)}


def seat(body: Body, queues: Collection[str]) -> Body:
    """As routing reads a seat; a queue that was taken away is served by nobody."""
    levels = {queue: level for queue, level in body.get("queues", {}).items() if queue in queues}
    row = {name: value for name, value in body.items() if name != "queues"}
    return {"skills": {}, **row, "queues": list(levels), "levels": levels}
