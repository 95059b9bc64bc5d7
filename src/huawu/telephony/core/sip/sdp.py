"""Session descriptions (RFC 4566, RFC 3264): one audio stream of G.711 with telephone events (RFC 4733).

What a peer offers besides is refused in place (port 0), line by line, as RFC 3264 6 asks. A description that
cannot be read is None.
"""

from functools import lru_cache
from ipaddress import ip_address

from huawu.platform.values import value
from huawu.telephony.core.sip.uri import number

_STATIC = {0: "PCMU/8000", 8: "PCMA/8000"}
CODECS = {"PCMA": 8, "PCMU": 0}
"""What we speak, and its static payload type."""
DIRECTIONS = frozenset({"sendrecv", "sendonly", "recvonly", "inactive"})
_TURNED = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive", "sendrecv": "sendrecv"}
_LONGEST = 16_384
_MOST_MEDIA = 16


@value
class Media:
    """One m= line and what belongs to it. `formats`: payload type -> encoding ("PCMU/8000") in order of
    preference; only types in the m= line."""

    kind: str
    port: int
    protocol: str
    formats: dict[int, str]
    line: str  # the m= value as it came, to refuse it by
    host: str
    direction: str


@value
class Session:
    """A description that was read."""

    media: tuple[Media, ...]

    @property
    def audio(self) -> Media | None:
        """The audio stream to talk over: the first plain RTP one that is not refused."""
        return next((m for m in self.media if m.kind == "audio" and m.port and m.protocol == "RTP/AVP"), None)

    @property
    def remote(self) -> tuple[str, int] | None:
        """Where its audio is to be sent."""
        audio = self.audio
        return (audio.host, audio.port) if audio else None

    @property
    def codecs(self) -> tuple[str, ...]:
        """The codecs of ours it names, in its order."""
        audio = self.audio
        names = (_ours(name) for name in audio.formats.values()) if audio else ()
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def dtmf(self) -> int | None:
        """The payload type of its telephone events."""
        audio = self.audio
        if audio is None:
            return None
        return next((t for t, name in audio.formats.items() if name == "TELEPHONE-EVENT/8000"), None)

    @property
    def direction(self) -> str:
        """Its direction, as it sees it; `inactive` without audio."""
        audio = self.audio
        return audio.direction if audio else "inactive"

    @property
    def on_hold(self) -> bool:
        """Whether the peer wants to hear nothing from us: hold, in the new way (sendonly, inactive) or the
        old (address 0.0.0.0, RFC 3264 8.4)."""
        audio = self.audio
        return audio is None or audio.direction in ("sendonly", "inactive") or audio.host == "0.0.0.0"


def parse(text: str) -> Session | None:
    """Read a description."""
    if not text.startswith("v=0") or len(text) > _LONGEST:
        return None
    sections: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("m="):
            sections.append([])
        sections[-1].append(line)
    if len(sections) > _MOST_MEDIA + 1:
        return None
    host = _host(sections[0])
    direction = _direction(sections[0], "sendrecv")
    media = []
    for section in sections[1:]:
        read = _media(section, host, direction)
        if read is None:
            return None
        media.append(read)
    return Session(tuple(media))


def _media(section: list[str], session_host: str, session_direction: str) -> Media | None:
    words = section[0][2:].split()
    if len(words) < 4:
        return None
    port = number(words[1].partition("/")[0], 65535)
    if port is None:
        return None
    host = _host(section) or session_host
    if port and not host:
        return None
    return Media(
        kind=words[0],
        port=port,
        protocol=words[2],
        formats=_formats(words[3:], section) if words[2].startswith("RTP/") else {},
        line=section[0][2:],
        host=host,
        direction=_direction(section, session_direction),
    )


def _formats(types: list[str], section: list[str]) -> dict[int, str]:
    maps = tuple(line[9:] for line in section if line.startswith("a=rtpmap:"))
    return _named(tuple(types), maps)


@lru_cache(maxsize=512)
def _named(types: tuple[str, ...], maps: tuple[str, ...]) -> dict[int, str]:
    """The same few phones offer the same formats again and again. Nobody changes the answer."""
    named = dict(_STATIC)
    for line in maps:
        kind, _, name = line.partition(" ")
        payload = number(kind, 127)
        if payload is not None:
            named[payload] = "/".join(name.strip().upper().split("/")[:2])
    found = (number(kind, 127) for kind in types)
    return {payload: named.get(payload, "") for payload in found if payload is not None}


def _host(section: list[str]) -> str:
    for line in section:
        if line.startswith("c=") and len(line) < 80:
            words = line[2:].split()
            if len(words) == 3 and words[0] == "IN" and words[1] in ("IP4", "IP6"):
                return _address(words[2].partition("/")[0])
    return ""


@lru_cache(maxsize=1024)
def _address(host: str) -> str:
    """`host` when it is an address: no name server is asked in the middle of a call."""
    try:
        ip_address(host)
    except ValueError:
        return ""
    return host


def _direction(section: list[str], otherwise: str) -> str:
    for line in section:
        if line[:2] == "a=" and line[2:].strip() in DIRECTIONS:
            return line[2:].strip()
    return otherwise


@value
class Place:
    """Our side of a session: where we receive, and the identity of the description (RFC 3264 8: same
    `session`, `version` one higher, whenever it changes)."""

    host: str
    port: int
    session: int = 1
    version: int = 1


def offer(
    place: Place,
    *,
    codecs: tuple[str, ...] = ("PCMA", "PCMU"),
    dtmf: int | None = 101,
    direction: str = "sendrecv",
) -> str:
    """A description of our audio; also the answer when `codecs` is the one that was chosen."""
    return _head(place) + _audio(place, [(CODECS[name], name) for name in codecs], dtmf, direction)


@value
class Agreed:
    """What offer and answer settle: `remote` is where to send, `dtmf` the payload type for events both ways,
    `direction` ours. `sdp` is the answer that we give. It is "" by design where the offer was ours: then the
    peer has answered and nothing more is said (RFC 3264 4); what we say of the session later (hold, another
    address) is written by `offer` from the leg as it stands then, never taken from here."""

    sdp: str
    remote: tuple[str, int]
    codec: str
    dtmf: int | None
    direction: str


def answer(
    offered: Session, place: Place, *, codecs: tuple[str, ...] = ("PCMA", "PCMU"), direction: str = "sendrecv"
) -> Agreed | None:
    """The answer to an offer, None when nothing in it can be agreed on (488). The first codec of the offer
    that we may use is chosen, under the payload type the offer gave it."""
    audio = offered.audio
    if audio is None:
        return None
    chosen = next(((t, n) for t, name in audio.formats.items() if (n := _ours(name)) in codecs), None)
    if chosen is None:
        return None
    ours = narrowed(direction, _TURNED[audio.direction])
    text = _head(place)
    for media in offered.media:
        text += (
            _audio(place, [chosen], offered.dtmf, ours) if media is audio else f"m={_refused(media.line)}\r\n"
        )
    return Agreed(text, (audio.host, audio.port), chosen[1], offered.dtmf, ours)


def agreed(answered: Session, *, direction: str = "sendrecv") -> Agreed | None:
    """What the peer's answer to our offer of this direction settles (`sdp` is empty: nothing more is said);
    None when it refuses our audio."""
    audio = answered.audio
    codec = next(iter(answered.codecs), None)
    if audio is None or codec is None:
        return None
    ours = narrowed(direction, _TURNED[audio.direction])
    return Agreed("", (audio.host, audio.port), codec, answered.dtmf, ours)


def narrowed(wanted: str, allowed: str) -> str:
    """The widest direction that is within both."""
    sends = wanted in ("sendrecv", "sendonly") and allowed in ("sendrecv", "sendonly")
    hears = wanted in ("sendrecv", "recvonly") and allowed in ("sendrecv", "recvonly")
    if sends:
        return "sendrecv" if hears else "sendonly"
    return "recvonly" if hears else "inactive"


def turned(direction: str) -> str:
    """The direction as the other side sees it."""
    return _TURNED[direction]


def _ours(encoding: str) -> str:
    name, _, rate = encoding.partition("/")
    return name if rate == "8000" and name in CODECS else ""


def _head(place: Place) -> str:
    kind = "IP6" if ":" in place.host else "IP4"
    return (
        f"v=0\r\no=- {place.session} {place.version} IN {kind} {place.host}\r\ns=-\r\n"
        f"c=IN {kind} {place.host}\r\nt=0 0\r\n"
    )


def _audio(place: Place, formats: list[tuple[int, str]], dtmf: int | None, direction: str) -> str:
    types = [str(payload) for payload, _ in formats]
    lines = [f"a=rtpmap:{payload} {name}/8000" for payload, name in formats]
    if dtmf is not None:
        types.append(str(dtmf))
        lines += [f"a=rtpmap:{dtmf} telephone-event/8000", f"a=fmtp:{dtmf} 0-16"]
    lines += ["a=ptime:20", f"a={direction}"]
    return f"m=audio {place.port} RTP/AVP {' '.join(types)}\r\n" + "\r\n".join(lines) + "\r\n"


def _refused(line: str) -> str:
    words = line.split()
    words[1] = "0"
    return " ".join(words)
