"""What the nodes of flows may name, and what keeps a flow from being published."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.flows import service as flows
from huawu.flows.service import Known
from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.config.checks import Whole
from huawu.platform.refusals import Invalid
from huawu.speech import service as speech

OWN = "own/"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


class Site:
    """Fills `flows.ports.Surroundings` from the configuration, with all drafts in force."""

    async def known(self, session: AsyncSession, site: str) -> Known:
        whole = await config.drafted(session, site)
        return known_of(whole, [agent.extension for agent in await people.directory(session)])


def known_of(whole: Whole, extensions: list[str]) -> Known:
    """What a configuration and the people of a site have. `extensions`: of agents."""
    queues = frozenset(whole.get("queue", {}))
    telephones = frozenset(extensions) | frozenset(whole.get("extension", {}))
    return Known(
        prompts=prompts_of(whole),
        queues=queues,
        calendars=frozenset(whole.get("hours", {})),
        mailboxes=queues | telephones,
        flows=frozenset(whole.get("flow", {})),
        extensions=telephones,
        groups=frozenset(whole.get("ring_group", {})),
        origins=origins_of(whole),
    )


def origins_of(whole: Whole) -> frozenset[str]:
    """The origins that flows may ask though they are not https, or lie inside."""
    return frozenset(whole.get("site", {}).get("site", {}).get("web_allowed", ()))


def prompts_of(whole: Whole) -> dict[str, frozenset[str]]:
    """Every prompt that a graph can name, with the languages it is there in."""
    found: dict[str, frozenset[str]] = {}
    for path in speech.known_prompts():
        language, _, name = path.partition("/")
        if language in _LANGUAGES.values():
            found[name] = found.get(name, frozenset()) | {language}
        else:
            found[path] = frozenset(_LANGUAGES.values())  # music, tones: nobody speaks
    own = {OWN + key: _languages_of(body) for key, body in whole.get("prompt", {}).items()}
    return found | own


def _languages_of(body: dict[str, Any]) -> frozenset[str]:
    """The languages in which a prompt of the centre is there, as a text or as a sound."""
    named: set[str] = set()
    for field in ("text", "sounds", "sound"):
        held = body.get(field)
        named |= (
            {str(language) for language, each in held.items() if each} if isinstance(held, dict) else set()
        )
    return frozenset(_LANGUAGES.get(language, language) for language in named)


# ---- publishing --------------------------------------------------------------------------------------------


def require_walkable(before: Whole, after: Whole, extensions: list[str]) -> None:
    """Refused when a flow that this changes names something that is not there, or fails a test of its own
    (`flow.test_failed`); what was so before does not stand in the way of other changes."""
    was, would = before.get("flow", {}), after.get("flow", {})
    around, then = known_of(after, extensions), known_of(before, extensions)
    for key in sorted(would):
        graph = would[key]["graph"]
        found = flows.check(graph, around)
        if found and was.get(key) == would[key]:
            known_faults = flows.check(graph, then)
            found = [problem for problem in found if problem not in known_faults]
        if found:
            wrong = flows.BadGraph(found)
            raise Invalid(wrong.key, **{"kind": "flow", "item": key} | wrong.params)
        if was.get(key) != would[key]:
            _require_tests(key, graph)


def _require_tests(key: str, graph: dict[str, Any]) -> None:
    for outcome in flows.played_all(graph):
        if not outcome.passed:
            raise Invalid(
                "flow.test_failed",
                kind="flow",
                item=key,
                test=outcome.name,
                why=outcome.key,
                **outcome.params,
            )
