"""Callers in menus are heard: the speech process is told which leg was put which question, and tells what was
said.

Live never waits for it. While it is away, or where the site has no engine that hears, callers have their
keys; what was under way is asked for again when it is back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from huawu.app.live.owner import Owner
from huawu.app.live.site import Site
from huawu.app.live.transcripts import Transcripts, Whisper
from huawu.flows.types import Ask, Said
from huawu.platform.clock import as_datetime
from huawu.platform.ids import Id
from huawu.platform.tasks import spawn
from huawu.speech.config import DEFAULT
from huawu.telephony.core.switch import menu
from huawu.telephony.core.switch.menu import hearing
from huawu.telephony.core.switch.types import Call
from huawu.telephony.engine.media_client import MediaClient

Args = dict[str, Any]
WHY = "question"
MOST_AT_ONCE = 32
"""So many callers are listened to at once; the next ones have their keys."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a leg was asked. `number`: of this question, so that an answer to an older one is not taken for
    its own; `place`: where the caller stood; `wish`: what the speech process is told."""

    number: int
    leg: Id
    place: hearing.Place
    wish: Args


class Hearing:
    """Fills `FlowDesk.listen`. `line`: to the speech process."""

    def __init__(self, owner: Owner, line: MediaClient) -> None:
        self._owner, self._line = owner, line
        self.transcripts = Transcripts(owner.switch, line)
        self._questions: dict[Id, Question] = {}
        self._plans: Args = {}
        self._zone = ZoneInfo("UTC")
        self._number = 0
        owner.switch.flows.listen = self._listen
        line.on_event, line.on_joined = self._told, self._joined

    def start(self, whisper: Whisper) -> None:
        """Connect to the speech process, again and again. `whisper`: to agents' own pages."""
        self.transcripts.whisper = whisper
        spawn(self._line.run(), name="speech")

    def configure(self, site: Site) -> None:
        """Another configuration holds."""
        self._zone = ZoneInfo(site.zone)
        plans = site.source.get("speech", {})
        self.transcripts.configure(plans.get(DEFAULT, {}), site.source.get("queues", {}))
        if plans != self._plans:
            self._plans = plans
            self._line.do("plans", bodies=plans)

    def take_up(self, calls: list[Call]) -> None:
        """Callers who were being listened to when another process died."""
        for call in calls:
            asked = hearing.asked(self._owner.switch, call)
            if asked is not None and call.id not in self._questions:
                self._listen(call.id, "", asked)

    def flush(self) -> None:
        """The books are written: let go of questions that have been answered, and tell the speech process."""
        self.transcripts.flush()
        for key, question in list(self._questions.items()):
            if not self._stands(key, question):
                self._let_go(key)
        self._line.flush()

    # ---- asked ---------------------------------------------------------------------------------------------

    def _listen(self, key: Id, token: str, asked: Ask) -> None:
        call = self._owner.switch.calls.get(key)
        where = hearing.place(call) if call is not None else None
        if call is None or where is None or not self._plans.get(DEFAULT, {}).get("hear"):
            return
        if key not in self._questions and len(self._questions) >= MOST_AT_ONCE:
            return
        self._number += 1
        today: datetime = as_datetime(self._owner.clock()).astimezone(self._zone)
        wish = {
            "leg": call.leg,
            "number": self._number,
            "language": call.language,
            "expects": asked.expects,
            "phrases": list(asked.phrases),
            "today": f"{today:%Y-%m-%d}",
        }
        self._questions[key] = Question(self._number, call.leg, where, wish)
        self._owner.switch.port.listen(call.leg, on=True, why=WHY)
        self._line.do("hear", **wish)

    def _stands(self, key: Id, question: Question) -> bool:
        """Whether the caller is still where they were asked."""
        call = self._owner.switch.calls.get(key)
        return call is not None and call.leg == question.leg and hearing.place(call) == question.place

    def _let_go(self, key: Id) -> None:
        question = self._questions.pop(key)
        self._owner.switch.port.listen(question.leg, on=False, why=WHY)
        self._line.do("deaf", leg=question.leg)

    # ---- told ----------------------------------------------------------------------------------------------

    def _joined(self, inventory: Args) -> None:
        self._line.do("plans", bodies=self._plans)
        self.transcripts.joined()
        for question in self._questions.values():
            self._line.do("hear", **question.wish)

    def _told(self, name: str, args: Args) -> None:
        if name == "line":
            self.transcripts.told(args)
            return
        number = args.get("number")
        found = next((key for key, each in self._questions.items() if each.number == number), None)
        if found is None or not self._stands(found, self._questions[found]):
            return
        switch = self._owner.switch
        self._owner.look()
        if name == "began":
            hearing.speaks(switch, found)
        elif name == "heard" and (args["failed"] or not args["text"]):
            hearing.unheard(switch, found)
        elif name == "heard":
            switch.changed.add(found)
            menu.said(
                switch, switch.calls[found], "", Said(args["text"], args["confidence"], args["language"])
            )
        self._owner.turn()
