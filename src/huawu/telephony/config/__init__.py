"""What a dialled number and a trunk must be to be published.

A number (the key is what is dialled): `{"flow": key}`, `{"queue": key}` or `{"extension": number}`
(an extension or ring group that is configured), and `language` ("zh-CN",
"en-US"), `name`, `recorded` and `recording_notice` (`platform.recorded`). With `hours` (a key of that kind)
it leads there only while they are open, and else to the flow `closed`, or, without one, to a sentence that
says so. With `operator` (an extension, also an agent's, or a ring group) or `operator_queue` calls from
outside ring there first while the operator is on duty, whatever the hours; whom nobody takes there goes on as
above.

A trunk: `{"networks": ["192.0.2.0/24", ...], "name": {"zh", "en"}}`: who may call us without a password; with
`uri` ("sip:192.0.2.10:5060", the address as digits) calls go out there too, and `user` is who we say we are
when asked; with `hands_back` a call with it that is transferred to an outside number is handed back to it.
`short_numbers` (["110", "6"]) are beginnings of numbers of less than five digits behind it, such as those of
another exchange, where queues may send callers; numbers for help must stand there in full. The password to it
lies in the folder of keys (`trunks/KEY`), not among what is exported.
"""

import re
from ipaddress import ip_network

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.hours import check_hours
from huawu.platform.names import require_name
from huawu.platform.recorded import check_recorded
from huawu.platform.refusals import Invalid
from huawu.telephony.config import lines
from huawu.telephony.core.sip.dialogs import flow_of

_DIALLED = frozenset("0123456789*#+")
_NUMBER_FIELDS = {"flow", "queue", "extension", "language", "name", "hours", "closed"} | {
    "recorded",
    "recording_notice",
    "operator",
    "operator_queue",
}
_LANGUAGES = ("zh-CN", "en-US")
_MOST_SHORT = 200


def register() -> None:
    """Make numbers, their hours and trunks configurable."""
    checker("hours", check_hours)
    checker("number", check_number)
    checker("trunk", check_trunk)
    lines.register()


def check_number(key: str, body: Body, whole: Whole) -> None:
    """Refused when it cannot be dialled, leads nowhere, to two places, or to what is not there."""
    _only(body, _NUMBER_FIELDS)
    check_recorded(body)
    if set(key) - _DIALLED:
        raise Invalid("number.not_dialled")
    ways = [kind for kind in ("flow", "queue", "extension") if body.get(kind) is not None]
    if len(ways) != 1:
        raise Invalid("number.one_way")
    known = lines.known_targets(whole) if ways[0] == "extension" else whole.get(ways[0], {})
    if body[ways[0]] not in known:
        raise Invalid("number.leads_nowhere", to=str(body[ways[0]]))
    for field, kind in (("hours", "hours"), ("closed", "flow")):
        if body.get(field) is not None and body[field] not in whole.get(kind, {}):
            raise Invalid("number.leads_nowhere", to=str(body[field]))
    if body.get("language", "zh-CN") not in _LANGUAGES:
        raise Invalid("config.bad_field", field="language")
    _check_operator(body, whole)
    if "name" in body:
        require_name(body)


def _check_operator(body: Body, whole: Whole) -> None:
    """Who works here is not known from the configuration: any number of the house is taken."""
    operator, queue = body.get("operator"), body.get("operator_queue")
    if operator is not None and queue is not None:
        raise Invalid("number.one_operator")
    if operator is not None and not (isinstance(operator, str) and lines.NUMBER.fullmatch(operator)):
        raise Invalid("config.bad_field", field="operator")
    if queue is not None and queue not in whole.get("queue", {}):
        raise Invalid("number.leads_nowhere", to=str(queue))


def check_trunk(key: str, body: Body, whole: Whole) -> None:
    """Refused without networks, or with one that is none."""
    _only(body, {"networks", "name", "uri", "user", "hands_back", "short_numbers"})
    networks = body.get("networks")
    if not isinstance(networks, list) or not networks:
        raise Invalid("trunk.no_networks")
    for network in networks:
        try:
            ip_network(str(network))
        except ValueError:
            raise Invalid("trunk.bad_network", network=str(network)) from None
    uri, user = body.get("uri"), body.get("user")
    if uri is not None and (not isinstance(uri, str) or flow_of(uri) is None or "@" in uri):
        raise Invalid("trunk.bad_uri", uri=str(uri))
    if user is not None and (not isinstance(user, str) or not user.isprintable() or not 0 < len(user) <= 64):
        raise Invalid("config.bad_field", field="user")
    if type(hands_back := body.get("hands_back", False)) is not bool or (hands_back and uri is None):
        raise Invalid("config.bad_field", field="hands_back")
    _check_short_numbers(body)
    if "name" in body:
        require_name(body)


def _check_short_numbers(body: Body) -> None:
    short = body.get("short_numbers", [])
    if not isinstance(short, list) or len(short) > _MOST_SHORT or (short and body.get("uri") is None):
        raise Invalid("config.bad_field", field="short_numbers")
    for each in short:
        if not isinstance(each, str) or not re.fullmatch(r"[0-9]{1,4}", each):
            raise Invalid("trunk.bad_short_number", number=str(each)[:40])


def _only(body: Body, known: set[str]) -> None:
    if unknown := sorted(set(body) - known):
        raise Invalid("config.unknown_field", field=unknown[0])
