"""Watched legs: told within a moment when nothing is heard any more, and when something is again."""

from huawu.telephony.media.exchange import Exchange

QUIET_AFTER = 8000
"""Samples, one second: a browser sends all the time, muted or not."""


class Watch:
    """Looks at browsers' legs a few times a second."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._watched: dict[str, bool] = {}  # leg -> quiet, as it was told

    @property
    def quiet(self) -> list[str]:
        """Legs of which nothing is heard."""
        return [leg for leg, quiet in self._watched.items() if quiet]

    def begin(self, leg: str) -> None:
        """Watch this leg until it is closed."""
        self._watched.setdefault(leg, False)

    def look(self) -> None:
        """Tell what has changed."""
        exchange = self._exchange
        for name, quiet in list(self._watched.items()):
            leg = exchange.legs.get(name)
            if leg is None:
                del self._watched[name]
                continue
            due = leg.latch.sdp is not None and not leg.incoming.deaf
            now_quiet = due and exchange.clock - max(leg.opened_at, leg.incoming.heard_at) > QUIET_AFTER
            if now_quiet != quiet:
                self._watched[name] = now_quiet
                exchange.tell("quiet" if now_quiet else "heard", {"leg": name})
