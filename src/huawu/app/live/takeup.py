"""Taking up what another live process left: the spool says where every call and agent was."""

import logging
from collections.abc import Container, Iterator
from typing import Any

from huawu.analytics import service as analytics
from huawu.app.live import mail
from huawu.app.live.owner import stage_of, who_serves
from huawu.app.live.site import Site
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.settings import Settings
from huawu.platform.spool import Spool
from huawu.routing import service as routing
from huawu.routing.types import Declined, Plan
from huawu.telephony import recordings
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.switch import anew, legs, menu, outgoing, ring
from huawu.telephony.core.switch.calling_back import asking
from huawu.telephony.core.switch.calling_back.desk import Back
from huawu.telephony.core.switch.conferences import booked, going_on, rooms
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.house.duty import Duty
from huawu.telephony.core.switch.house.lines import Wishes
from huawu.telephony.core.switch.mailbox.mail import MailDesk
from huawu.telephony.core.switch.menu.desk import BEFORE
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import RINGING, Call, Wrapping
from huawu.telephony.core.voicemail import leaving, listening
from huawu.telephony.engine.own import OwnTelephony
from huawu.telephony.ports import Telephony

log = logging.getLogger(__name__)


class ReplayedIds:
    """Gives the engine the ids its offers had; once replayed, fresh ones from `fresh`."""

    def __init__(self, fresh: Any) -> None:  # noqa: ANN401 - an id source
        self._fresh = fresh
        self._old: list[Id] = []

    def replaying(self, answers: list[dict[str, Any]]) -> None:
        self._old = [a["id"] for a in answers if a.get("kind") == "Offer"]

    def __call__(self) -> Id:
        return self._old.pop(0) if self._old else str(self._fresh())


def engine_of(spool: Spool, plan: Plan, ids: ReplayedIds) -> routing.Engine:
    """The routing engine as it was: its state at the start of the segment and all it was told since."""
    saved = spool.kept.get("engine")
    engine = routing.restore_engine(plan, ids, saved) if saved else routing.open_engine(plan, ids)
    for envelope in spool.recent:
        if envelope.kind == "routing.decided":
            ids.replaying(envelope.body["answers"])
            engine.tell(routing.told_from_dict(envelope.body["told"]), envelope.at)
    ids.replaying([])
    return engine


def legs_of(spool: Spool, telephony: OwnTelephony, now: Micros) -> None:
    """Every leg with its dialog and its ports."""
    for key, values in _kept(spool, "leg/"):
        try:
            telephony.restore(values, now)
        except Exception:
            # One leg that cannot be read must not cost the others; its call ends with its true reason.
            log.exception("leg %s cannot be taken up", key)


def calls_of(spool: Spool, switch: Switch) -> list[Call]:
    """Every call, and what owners of extensions wish, as of `switch.now`. Calls whose customer's leg is gone
    are left to `broken`."""
    calls = [switch.restore(values) for _, values in _kept(spool, "call/")]
    mail.take_up(switch, spool)
    for _, values in _kept(spool, "room/"):
        rooms.take_up(switch, booked.restored(values))
    for _, values in _kept(spool, "back/"):
        switch.backs.take_up(Back(*values))
    switch.flows.languages |= dict(_kept(spool, "tongue/"))
    switch.flows.take_up(spool.kept.get(BEFORE))
    switch.rooms.wrong |= {key: list(times) for key, times in _kept(spool, "guessed/")}
    switch.rooms.forget_old(switch.now)
    switch.duty = Duty(*spool.kept.get("duty", ()))
    switch.wishes |= {number: Wishes(*values) for number, values in _kept(spool, "wishes/")}
    for agent, (interaction, queue, since) in _kept(spool, "wrap/"):
        switch.wrapping[agent] = Wrapping(agent, interaction, queue, since)
    lamps.tell(switch, switch.calls)
    return calls


def broken(telephony: OwnTelephony, calls: list[Call]) -> Iterator[Call]:
    """Calls whose customer's dialog could not be taken up. A page that is waited for has none."""
    there = telephony.legs
    gone = (c for c in calls if c.leg and c.leg not in there and not anew.is_waited_for(c, c.leg))
    return (c for c in gone if not going_on.without_customer(c))


def rung_again(call: Call, switch: Switch) -> None:
    """Offers that were ringing when the process died: their INVITEs are cancelled and routing offers anew.
    Whom an agent was calling is called no more; what a flow had asked of the world is asked again."""
    outgoing.given_up(switch, call)
    asking.taken_up(switch, call)
    menu.taken_up(switch, call)
    if call.stage != RINGING or call.offer is None:
        return
    switch.tells += [Declined(each.offer, "restarted") for each in call.rings]
    ring.stop(switch, call)
    switch.changed.add(call.id)


def called_no_more(call: Call, switch: Switch, there: Container[Id]) -> None:
    """Somebody was being called into the call when the process died, or is not `there` any more: what comes
    of it is what comes of somebody who could not be reached, or has hung up. A call that is over stays so."""
    if call.id not in switch.calls:
        return
    for party in list(call.parties.values()):
        if party.leg in (call.leg, call.agent_leg) or party.leg not in call.parties:
            continue
        if not party.up:
            legs.missed(switch, call, party, "failed")
        elif party.leg not in there and not anew.is_waited_for(call, party.leg):
            legs.gone(switch, call, party)
    going_on.settled(switch, call)
    switch.changed.add(call.id)


def strays(telephony: OwnTelephony, calls: list[Call]) -> None:
    """Legs to browsers that belong to no call any more: pages that heard themselves, or were called anew."""
    wanted = {leg for call in calls for leg in call.legs}
    for leg in [each for each in telephony.legs.values() if each.extension and each.id not in wanted]:
        telephony.hang_up(leg.id)


def _kept(spool: Spool, prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in list(spool.kept.items()):
        if key.startswith(prefix):
            yield key.removeprefix(prefix), value


def seqs_of(spool: Spool) -> dict[str, int]:
    """The last number used in each stream that goes on."""
    seqs: dict[str, int] = dict(spool.kept.get("seqs") or {})
    for envelope in spool.recent:
        seqs[envelope.stream] = max(seqs.get(envelope.stream, 0), envelope.seq)
    calls = {key for key, _ in _kept(spool, "call/")}
    return {s: n for s, n in seqs.items() if s in calls or "/" in s or s == "routing"}


def bindings_of(spool: Spool, endpoint: Endpoint, now: Micros) -> None:
    """Phones that had registered are still there, and watch the lamps that they watched."""
    endpoint.restore_bindings(spool.kept.get("bindings") or {}, now)
    for watch, saved in _kept(spool, "watch/"):
        try:
            endpoint.watches.restore(watch, saved, now)
        except (KeyError, ValueError, TypeError):
            log.exception("subscription %s cannot be taken up", watch)


def recordings_of(
    spool: Spool, telephony: OwnTelephony, keys: recordings.KeyPort, settings: Settings
) -> None:
    """Recordings go on in the same file with the key that its header wraps."""
    for recording, values in _kept(spool, "recording/"):
        _, path, header, outside, inside, process = values
        if not telephony.legs.keys() & {*outside, *inside}:
            telephony.panel.was_stopped(recording, process)
            continue
        try:
            key = keys.unwrap(header)
        except (ValueError, OSError):
            log.exception("recording %s cannot go on", recording)
            continue
        secret = {"path": str(settings.recordings_dir / path), "key": key, "header": header}
        telephony.record(recording, outside=outside, inside=inside, secret=secret)


def paused_again(telephony: Telephony, calls: list[Call]) -> None:
    """Recordings that were paused are so still, whatever becomes of their media process."""
    for call in calls:
        if call.recording is not None and call.paused_since is not None:
            telephony.pause_recording(call.recording)


def closed_again(telephony: Telephony, desk: MailDesk) -> None:
    """What callers had finished saying, and greetings, when the last process died is asked to be closed."""
    for recording, call in desk.takes.items():
        visit = desk.visits.get(call) or desk.listeners.get(call)
        if visit is not None and visit.step in (leaving.CLOSING, listening.CLOSING):
            telephony.stop_recording(recording)


def board_of(spool: Spool, site: Site, calls: list[Call], now: Micros) -> dict[str, Any]:
    """The board: its state at the start of the segment, the facts since, and the calls that are up."""
    queues, agents = site.board_queues, site.board_agents
    board = spool.kept.get("board") or analytics.empty_board(site.day_start(now), queues, agents)
    analytics.configure_board(board, queues, agents)
    for envelope in spool.recent:
        new_day(board, site, envelope.at)
        analytics.apply_to_board(board, envelope.kind, envelope.body, envelope.at)
    board["calls"] = {}
    for queue in board["queues"].values():
        queue["waiting"] = {}
    for call in (each for each in calls if each.leg):
        started = {"interaction": call.id, "started_at": call.started_at}
        analytics.apply_to_board(board, "interaction.started", started, call.started_at)
        analytics.apply_to_board(board, "interaction.stage", stage_of(call), call.stage_since)
        for kind, body in _standing(call):
            analytics.apply_to_board(board, kind, body, now)
    return board


def serving_on(board: dict[str, Any], engine: routing.Engine | None, now: Micros) -> None:
    """Who serves a queue otherwise than configured does so on the board, too, that was just laid out."""
    for agent, serves in who_serves(engine, engine.elsewhere()) if engine is not None else ():
        analytics.apply_to_board(board, "agent.serves", {"agent": agent, **serves}, now)


def _standing(call: Call) -> Iterator[tuple[str, dict[str, Any]]]:
    """What holds of a call beside its stage, as the facts that said so."""
    of = {"interaction": call.id, "agent": call.agent}
    if call.muted:
        yield "interaction.muted", {**of, "muted": True}
    if call.help_since is not None:
        yield "interaction.help_asked", {**of, "reason": call.help_reason, "at": call.help_since}
        if call.help_seen_by is not None:
            yield "interaction.help_seen", {**of, "by": call.help_seen_by}


def new_day(board: dict[str, Any], site: Site, at: Micros) -> bool:
    """Begin the business day that `at` lies in, unless it is the board's already."""
    day = site.day_start(at)
    if day <= board["day"]:
        return False
    analytics.apply_to_board(board, "board.day", {"day": day}, at)
    return True
