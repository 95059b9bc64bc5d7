"""What flows ask of the world, asked beside the live loop: it never waits. Whoever does not answer in time is
given up, and the caller goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from huawu.app.live.owner import Owner
from huawu.app.live.values import prompts_of
from huawu.flows.types import About, Failed, Finished, Found, Look, Missing, Web
from huawu.platform.ids import Id
from huawu.platform.tasks import spawn
from huawu.telephony.core.switch import menu
from huawu.telephony.core.switch.menu.desk import Question
from huawu.telephony.core.switch.menu.speaking import VOICE_SECONDS
from huawu.telephony.ports.world import World, WorldFailed

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200
"""So many callers wait for an answer at once; the next ones go on without."""
Told = Found | Missing | Failed | Finished
T = TypeVar("T")


def _known(told: Told) -> About:
    """What flows may know of who calls. Nothing, when nobody could say."""
    if isinstance(told, Missing):
        return {"customer.known": False}
    if not isinstance(told, Found):
        return {}
    name, language = told.values.get("name"), told.values.get("language")
    return {
        "customer.known": True,
        "customer.name": str(name or ""),
        "customer.vip": told.values.get("vip") is True,
        "customer.language": str(language or ""),
    }


class Asking:
    """Fills what the desk for flows needs: `ask`, `greet`, `says`, `speak`."""

    def __init__(self, owner: Owner, world: World) -> None:
        self._owner, self._world = owner, world
        self._waiting = 0
        owner.switch.flows.ask = self._ask
        owner.switch.flows.greet = self._greet
        owner.switch.flows.says = prompts_of
        owner.switch.flows.speak = self._speak

    def _ask(self, call: Id, token: str, question: Question) -> bool:
        return self._begin(question, lambda told: menu.answered(self._owner.switch, call, token, told))

    def _greet(self, call: Id, token: str, number: str) -> bool:
        who = Look("customer", number, seconds=1)
        return self._begin(who, lambda told: menu.greeted(self._owner.switch, call, token, _known(told)))

    def _speak(self, call: Id, token: str, texts: tuple[str, ...], language: str) -> bool:
        def tell(prompts: Mapping[str, str]) -> None:
            menu.voiced(self._owner.switch, call, token, prompts)

        return self._beside(lambda: self._voiced(texts, language), tell)

    def _begin(self, question: Question, tell: Callable[[Told], None]) -> bool:
        return self._beside(lambda: self._answer(question), tell)

    def _beside(self, find_out: Callable[[], Awaitable[T]], tell: Callable[[T], None]) -> bool:
        """Ask beside the live loop, and tell what came. False: too many ask already."""
        if self._waiting >= MOST_AT_ONCE:
            return False
        self._waiting += 1
        spawn(self._find_out(find_out, tell), name="asked by a flow")
        return True

    async def _find_out(self, find_out: Callable[[], Awaitable[T]], tell: Callable[[T], None]) -> None:
        try:
            await asyncio.sleep(0)  # first it is written down that it is asked
            await asyncio.sleep(0)
            told = await find_out()
        finally:
            self._waiting -= 1
        self._owner.look()
        tell(told)
        self._owner.turn()

    async def _voiced(self, texts: tuple[str, ...], language: str) -> dict[str, str]:
        """The prompts that say these texts; whatever the voice cannot say in time is not among them."""
        found: dict[str, str] = {}
        try:
            async with asyncio.timeout(VOICE_SECONDS):
                for text in texts:
                    found[text] = await self._world.say(text, language)
        except (TimeoutError, WorldFailed):
            log.info("the voice has not said what a flow wanted said")
        except Exception as error:
            log.error("the voice failed: %s", type(error).__name__)  # nothing of what was to be said
        return found

    async def _answer(self, question: Question) -> Told:
        try:
            async with asyncio.timeout(question.seconds):
                if isinstance(question, Look):
                    found = await self._world.look(question)
                    return Missing() if found is None else Found(found)
                if isinstance(question, Web):
                    return Found(await self._world.web(question))
                await self._world.send(question)
                return Finished()
        except TimeoutError:
            return Failed("too_late")
        except WorldFailed as failed:
            return Failed(failed.cause)
        except Exception as error:
            log.error("what a flow asked failed: %s", type(error).__name__)  # nothing of what was asked
            return Failed("failed")
