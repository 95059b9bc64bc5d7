"""Whether what nodes name is there: prompts in both languages, queues, calendars, mailboxes, flows,
extensions, other systems that may be asked."""

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from huawu.flows.core.check.known import LANGUAGES, Known
from huawu.flows.core.kinds import KINDS
from huawu.flows.core.reading import Node, rows, table
from huawu.flows.types import Problem

_BUILT_IN = frozenset({"customer", "directory", "case"})
_NO_PROMPTS = ("music", "silence:")


def unknown_names(sound: Mapping[str, Node], known: Known) -> Iterator[Problem]:
    for name, node in sound.items():
        for field in KINDS[node["do"]].fields:
            held = node.get(field.name)
            if field.type == "say":
                yield from _prompts(name, field.name, rows(node, field.name), known)
            elif field.type == "to":
                yield from _whom(name, field.name, table(node, field.name), known)
            elif field.type == "queue":
                yield from _named(name, field.name, held, known.queues, "queue")
            elif field.type == "calendar":
                yield from _named(name, field.name, held, known.calendars, "calendar")
            elif field.type == "mailbox":
                yield from _named(name, field.name, held, known.mailboxes, "mailbox")
            elif field.type == "url":
                yield from _insecure(name, field.name, held, known)
            elif node["do"] == "look_up" and field.name == "what" and held not in _BUILT_IN:
                yield from _named(name, field.name, held, known.providers, "provider")


def _prompts(name: str, field: str, items: list[object], known: Known) -> Iterator[Problem]:
    if known.prompts is None:
        return
    for item in items:
        if not isinstance(item, str) or item.startswith(_NO_PROMPTS):
            continue
        there = known.prompts.get(item)
        if there is None:
            yield Problem("flow.missing_prompt", name, {"prompt": item}, field)
            continue
        for language in LANGUAGES:
            if language not in there:
                yield Problem("flow.prompt_language", name, {"prompt": item, "language": language}, field)


def _insecure(name: str, field: str, held: object, known: Known) -> Iterator[Problem]:
    """Without the S only those that the site names are asked; what is no address is wrong anyway."""
    if not isinstance(held, str) or not held.startswith("http://"):
        return
    allowed = {_origin(each) for each in known.origins}
    if _origin(held) not in allowed:
        yield Problem("flow.bad_url", name, {}, field)


def _origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port; nothing of what is no address."""
    try:
        parts = urlsplit(address.split("{")[0])
        return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", "", 0


def _whom(name: str, field: str, held: dict[object, object], known: Known) -> Iterator[Problem]:
    there = {"extension": known.extensions, "group": known.groups, "flow": known.flows}
    for way, to in held.items():
        if isinstance(way, str) and way in there:
            yield from _named(name, field, to, there[way], way)


def _named(
    name: str, field: str, held: object, there: Collection[str] | None, what: str
) -> Iterator[Problem]:
    if there is not None and isinstance(held, str) and held and held not in there:
        yield Problem(f"flow.unknown_{what}", name, {what: held}, field)
