"""Session descriptions for browsers (RFC 8829, RFC 8839, RFC 8842): one audio stream of G.711 over DTLS-SRTP.

We offer, with ICE-lite: the browser finds the way. It takes the active part in DTLS when it may choose
("actpass"). What the edge needs of its answer is in `Answer`.
"""

from dataclasses import dataclass

from huawu.telephony.core.sip.sdp import CODECS, DIRECTIONS, Place, narrowed, turned
from huawu.telephony.core.sip.uri import number
from huawu.telephony.ports import BrowserSide, EdgeSide

PROTOCOL = "UDP/TLS/RTP/SAVPF"
_DTMF = 101
_LONGEST = 32_768
_MOST_CANDIDATES = 20
_HOST_PRIORITY = 126 << 24  # RFC 8445 5.1.2.1, type preference of host candidates


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser said of its side. `direction` is ours."""

    browser: BrowserSide
    codec: str
    dtmf: int | None
    direction: str


def describe(
    place: Place,
    side: EdgeSide,
    *,
    setup: str = "actpass",
    codecs: tuple[str, ...] = ("PCMA", "PCMU"),
    direction: str = "sendrecv",
) -> str:
    """Our offer; with `setup` "passive" and the agreed codec, our answer to the browser's own offer. The last
    of the hosts is what the browser should try first."""
    host = side.hosts[0]
    types = [CODECS[name] for name in codecs]
    lines = [
        "v=0",
        f"o=- {place.session} {place.version} IN IP4 {host}",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        "a=group:BUNDLE 0",
        f"m=audio {side.port} {PROTOCOL} {' '.join(map(str, types))} {_DTMF}",
        f"c=IN IP4 {host}",
        "a=mid:0",
        "a=rtcp-mux",
        f"a={direction}",
        *(f"a=rtpmap:{kind} {name}/8000" for kind, name in zip(types, codecs, strict=True)),
        f"a=rtpmap:{_DTMF} telephone-event/8000",
        f"a=fmtp:{_DTMF} 0-16",
        "a=ptime:20",
        "a=msid:huawu audio",
        f"a=ice-ufrag:{side.ufrag}",
        f"a=ice-pwd:{side.pwd}",
        f"a=fingerprint:{side.fingerprint}",
        f"a=setup:{setup}",
        *(
            f"a=candidate:{nth} 1 udp {_HOST_PRIORITY + (nth << 8)} {each} {side.port} typ host"
            for nth, each in enumerate(side.hosts, start=1)
        ),
        "a=end-of-candidates",
    ]
    return "\r\n".join(lines) + "\r\n"


def read(text: str, *, ours: str = "sendrecv", near: str = "") -> Answer | None:
    """The browser's side; None when it is not audio that we can speak, or lacks what DTLS and ICE need.
    `near`: where its page is."""
    if not text.startswith("v=0") or len(text) > _LONGEST:
        return None
    session, audio = _sections(text)
    words = audio.get("m", "").split()
    if len(words) < 4 or words[1] == "0" or words[2] != PROTOCOL:
        return None
    both = {**session, **audio}
    codec = next((name for kind in words[3:] if (name := _codec(both, kind)) in CODECS), None)
    fingerprint, ufrag, pwd = (both.get(name, "") for name in ("fingerprint", "ice-ufrag", "ice-pwd"))
    if codec is None or not (fingerprint and ufrag and pwd):
        return None
    setup = both.get("setup", "active")
    role = "passive" if setup == "passive" else "active"
    browser = BrowserSide(role, fingerprint, ufrag, pwd, _candidates(text), near)
    dtmf = next((int(k) for k in words[3:] if _codec(both, k) == "TELEPHONE-EVENT"), None)
    theirs = next((name for name in DIRECTIONS if name in both), "sendrecv")
    return Answer(browser, codec, dtmf, narrowed(ours, turned(theirs)))


def _sections(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The attributes of the session and of its first audio stream; what comes first counts."""
    session: dict[str, str] = {}
    audio: dict[str, str] = {}
    now: dict[str, str] | None = session
    for line in text.splitlines():
        if line.startswith("m="):
            now = audio if line.startswith("m=audio ") and not audio else None
            if now is not None:
                now["m"] = line[2:]
        elif line.startswith("a=") and now is not None:
            name, _, value = line[2:].partition(":")
            if name == "rtpmap":
                kind, _, value = value.partition(" ")
                name = f"rtpmap {kind}"
            now.setdefault(name, value.strip())
    return session, audio


def _candidates(text: str) -> tuple[tuple[str, int], ...]:
    """Hosts and ports of its UDP candidates for RTP (RFC 8839 5.1)."""
    found = []
    for line in text.splitlines():
        words = line.removeprefix("a=candidate:").split()
        if line.startswith("a=candidate:") and len(words) >= 6 and words[1] == "1":
            port = number(words[5], 65535)
            if words[2].lower() == "udp" and port:
                found.append((words[4], port))
    return tuple(found[:_MOST_CANDIDATES])


def _codec(attributes: dict[str, str], kind: str) -> str:
    """The encoding's name when it is of 8000 Hz."""
    static = {"0": "PCMU/8000", "8": "PCMA/8000"}.get(kind, "")
    name, _, rate = attributes.get(f"rtpmap {kind}", static).upper().partition("/")
    return name if rate.partition("/")[0] == "8000" and kind.isdigit() else ""
