"""SUBSCRIBE from phones (RFC 6665): busy lamps (dialog, RFC 4235) and voice mail lamps (message-summary,
RFC 3842).

Only accounts of ours subscribe: to the lamp of any extension, to the mailbox of their own. Whoever watches is
told the whole state at once and after each change, until the subscription expires, is ended, or its phone
does not know of it any more.
"""

from collections.abc import Container

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip import lamps
from huawu.telephony.core.sip.dialogs import (
    Dialog,
    dialog_key,
    restore_dialog,
    server_dialog,
)
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.notices import Notice, Notifier
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import Server
from huawu.telephony.core.sip.types import Flow, Saved
from huawu.telephony.core.sip.uri import number, parse_address, parse_uri

SHORTEST = 60
LONGEST = 3600
MOST = 200
"""Subscriptions of one account: a console watches the whole house, a broken phone does not fill memory."""
EVENTS = "dialog, message-summary"
_LEAP = 100_000
"""How far numbers jump when a subscription is taken up again: it is not written down with each notice."""
_SETTLE = 2 * SECOND
"""After a restart watchers are told anew once it is known again what goes on."""


class Watch:
    """One subscription. Its deadline is its end, or when it is to be told again after a restart."""

    __slots__ = (
        "due",
        "id",
        "notifier",
        "package",
        "resource",
        "stale",
        "until",
        "user",
        "version",
        "watches",
    )

    def __init__(
        self, watches: "Watches", id: str, user: str, package: str, resource: str, dialog: Dialog
    ) -> None:
        self.watches = watches
        self.id = id
        self.user = user
        self.package = package
        self.resource = resource
        self.notifier = Notifier(watches.station, dialog, package, lambda: watches.drop(self))
        self.version = 0
        self.until: Micros = 0
        self.stale = False
        self.due: Micros = NEVER

    @property
    def dialog(self) -> Dialog:
        return self.notifier.dialog

    def tell(self, now: Micros, *, ended: str = "") -> None:
        """Tell the whole state; `ended`: for the last time, and why."""
        kind, body = self.watches.state(self)
        left = max(0, self.until - now) // SECOND
        standing = f"terminated;reason={ended}" if ended else f"active;expires={left}"
        self.version += 1
        self.notifier.tell(Notice(standing, kind, body), now)

    def wake(self, now: Micros) -> None:
        if self.stale and now < self.until:
            self.stale = False
            self.watches.station.wake_at(self, self.until)
            self.tell(now)
        else:
            self.watches.end(self, "timeout", now)


class Watches:
    """All subscriptions, by dialog and by what they watch. `changed`: those to be written down anew."""

    __slots__ = ("_by_dialog", "_by_resource", "_per_user", "changed", "lamps", "mailboxes", "station")

    def __init__(self, station: Station) -> None:
        self.station = station
        self.lamps: dict[str, str] = {}
        self.mailboxes: dict[str, tuple[int, int]] = {}
        self.changed: dict[str, Watch | None] = {}
        self._by_dialog: dict[str, Watch] = {}
        self._by_resource: dict[tuple[str, str], list[Watch]] = {}
        self._per_user: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._by_dialog)

    # ---- what goes on --------------------------------------------------------------------------------------

    def lamp(self, extension: str, state: str, now: Micros) -> None:
        """An extension is idle, ringing, busy or held."""
        if self.lamps.get(extension, "idle") != state:
            self.lamps[extension] = state
            self._tell("dialog", extension, now)

    def mailbox(self, extension: str, new: int, old: int, now: Micros) -> None:
        """So many messages lie in a mailbox."""
        if self.mailboxes.get(extension, (0, 0)) != (new, old):
            self.mailboxes[extension] = (new, old)
            self._tell("message-summary", extension, now)

    def _tell(self, package: str, resource: str, now: Micros) -> None:
        for watch in self._by_resource.get((package, resource), ()):
            if not watch.stale:
                watch.tell(now)

    def state(self, watch: Watch) -> tuple[str, str]:
        """Type and text of what a watcher is to know."""
        here, resource = self.station.here, watch.resource
        if watch.package == "message-summary":
            return lamps.MAILBOX, lamps.mailbox(here, resource, *self.mailboxes.get(resource, (0, 0)))
        state = self.lamps.get(resource, "idle")
        call = lamps.ringing_call(self.station, resource) if state == "ringing" else None
        return lamps.DIALOG, lamps.dialog_info(here, resource, state, version=watch.version, call=call)

    # ---- who watches ---------------------------------------------------------------------------------------

    def subscribe(
        self, request: Message, server: Server, user: str, flow: Flow, now: Micros, *, known: Container[str]
    ) -> None:
        """A SUBSCRIBE outside a dialog of `user`, who has proved who he is. `known`: all extensions."""
        package, seconds = _package(request), _seconds(request)
        refusal = _refusal(request, package, seconds)
        uri = parse_uri(request.uri)
        resource = (uri.user if uri else "") or user
        if refusal is None and resource not in known:
            refusal = 404, ""
        elif refusal is None and package == "message-summary" and resource != user:
            refusal = 403, ""
        elif refusal is None and self._per_user.get(user, 0) >= MOST:
            refusal = 403, 'Warning: 399 huawu "Too many subscriptions"\r\n'
        if refusal is not None:
            server.respond(refusal[0], now, extra=refusal[1])
            return
        dialog = server_dialog(request, flow, server.tag)
        contact = parse_address(request.first("contact"))
        dialog.target = contact.uri if contact else request.sender.uri if request.sender else ""
        watch = Watch(self, self.station.token(), user, package, resource, dialog)
        self._forget_former(watch)
        self._put(watch)
        self._grant(watch, request, server, seconds, now)

    def of(self, request: Message) -> Watch | None:
        """The subscription whose dialog a request is in."""
        return self._by_dialog.get(dialog_key(request.call_id, request.to_tag, request.from_tag))

    def again(self, watch: Watch, request: Message, server: Server, flow: Flow, now: Micros) -> None:
        """A SUBSCRIBE within the dialog: it is renewed or ended."""
        dialog, package, seconds = watch.dialog, _package(request), _seconds(request)
        refusal = _refusal(request, package, seconds) if package == watch.package else (489, "")
        if flow.host != dialog.flow.host:
            refusal = 481, ""  # a phone that has moved subscribes anew, with proof
        elif request.cseq[0] <= dialog.remote_seq:
            refusal = 500, ""
        if refusal is not None:
            server.respond(refusal[0], now, extra=refusal[1])
            return
        dialog.remote_seq = request.cseq[0]
        dialog.flow = flow
        dialog.aim(request.first("contact"))
        self._grant(watch, request, server, seconds, now)

    def _grant(self, watch: Watch, request: Message, server: Server, seconds: int, now: Micros) -> None:
        contact = self.station.contacts[watch.dialog.flow.transport]
        routes = "".join(f"Record-Route: {route}\r\n" for route in request.fields.get("record-route", ()))
        server.respond(200, now, extra=f"{routes}Contact: {contact}\r\nExpires: {seconds}\r\n")
        if seconds:
            watch.until = now + seconds * SECOND
            watch.stale = False
            self.station.wake_at(watch, watch.until)
            self.changed[watch.id] = watch
            watch.tell(now)
        else:
            self.end(watch, "timeout", now)

    def _forget_former(self, watch: Watch) -> None:
        """A phone that has started anew does not remember what it watched before."""
        held = self._by_resource.get((watch.package, watch.resource), ())
        for former in [w for w in held if w.user == watch.user and w.dialog.target == watch.dialog.target]:
            self.drop(former)

    def _put(self, watch: Watch) -> None:
        self._by_dialog[watch.dialog.key] = watch
        self._by_resource.setdefault((watch.package, watch.resource), []).append(watch)
        self._per_user[watch.user] = self._per_user.get(watch.user, 0) + 1

    def end(self, watch: Watch, why: str, now: Micros) -> None:
        """Tell for the last time."""
        watch.tell(now, ended=why)
        self.drop(watch)

    def drop(self, watch: Watch) -> None:
        """Forget a subscription."""
        if self._by_dialog.pop(watch.dialog.key, None) is None:
            return
        self.station.rest(watch)
        key = (watch.package, watch.resource)
        self._by_resource[key].remove(watch)
        if not self._by_resource[key]:
            del self._by_resource[key]
        self._per_user[watch.user] -= 1
        if not self._per_user[watch.user]:
            del self._per_user[watch.user]
        self.changed[watch.id] = None

    def connection_lost(self, flow: Flow) -> None:
        """Watchers behind a closed connection are gone."""
        for watch in [each for each in self._by_dialog.values() if each.dialog.flow == flow]:
            self.drop(watch)

    def forget_strangers(self, accounts: set[str], places: frozenset[str] = frozenset()) -> None:
        """Accounts that exist no more watch nothing and are not watched; nor are places."""
        for watch in list(self._by_dialog.values()):
            if watch.user not in accounts or watch.resource not in accounts | places:
                self.drop(watch)

    # ---- from process to process ---------------------------------------------------------------------------

    def take_changed(self) -> dict[str, Saved | None]:
        """What to write down anew, by id: None when it is over. Those on connections die with them."""
        taken, self.changed = self.changed, {}
        return {
            id: _save(watch)
            for id, watch in taken.items()
            if watch is None or watch.dialog.flow.transport == "udp"
        }

    def restore(self, id: str, saved: Saved, now: Micros) -> None:
        """Take up a subscription that another process wrote down."""
        if saved["until"] <= now:
            self.changed[id] = None
            return
        dialog = restore_dialog(saved["dialog"])
        dialog.local_seq += _LEAP
        watch = Watch(self, id, saved["user"], saved["package"], saved["resource"], dialog)
        watch.version = saved["version"] + _LEAP
        watch.until = saved["until"]
        watch.stale = True
        self._put(watch)
        self.changed[id] = watch
        self.station.wake_at(watch, min(now + _SETTLE, watch.until))


def _save(watch: Watch | None) -> Saved | None:
    if watch is None:
        return None
    return {
        "user": watch.user,
        "package": watch.package,
        "resource": watch.resource,
        "dialog": watch.dialog.save(),
        "until": watch.until,
        "version": watch.version,
    }


def _package(request: Message) -> str:
    return request.first("event").partition(";")[0].strip().lower()


def _seconds(request: Message) -> int:
    """How long it is to last; -1 when that makes no sense."""
    if "expires" not in request.fields:
        return LONGEST
    seconds = number(request.first("expires"), 2**32)
    return -1 if seconds is None else min(seconds, LONGEST)


_KINDS = {"dialog": lamps.DIALOG, "message-summary": lamps.MAILBOX}


def _refusal(request: Message, package: str, seconds: int) -> tuple[int, str] | None:
    if package not in _KINDS:
        return 489, f"Allow-Events: {EVENTS}\r\n"
    if seconds < 0:
        return 400, ""
    if 0 < seconds < SHORTEST:
        return 423, f"Min-Expires: {SHORTEST}\r\n"
    if "accept" in request.fields:
        kinds = {value.partition(";")[0].strip().lower() for value in request.values("accept")}
        if kinds.isdisjoint({_KINDS[package], "application/*", "*/*"}):
            return 406, f"Accept: {_KINDS[package]}\r\n"
    return None
