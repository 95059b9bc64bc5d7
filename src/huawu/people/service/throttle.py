"""How often somebody may try to sign in: few tries for one login from one address, more for either alone.

In memory: a restart of the web process forgives, which costs an attacker more than it gives them.
"""

from dataclasses import dataclass
from math import ceil

from huawu.platform.clock import Clock, system_clock
from huawu.platform.refusals import TooMany
from huawu.platform.web.limits import Rate, Throttle


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: its keys, so that it can be forgiven."""

    pair: str
    login: str
    address: str


class SignInThrottle:
    """Counts an attempt when it begins, so that many at once are many, and takes it back when it succeeds."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self._pairs = Throttle(Rate(per_second=1 / 60, burst=5), clock)
        self._logins = Throttle(Rate(per_second=1 / 20, burst=30), clock)
        self._addresses = Throttle(Rate(per_second=1 / 5, burst=60), clock)

    def attempt(self, login: str, address: str) -> Try:
        """Count an attempt. Refused when there were too many."""
        one = Try(f"{login.lower()} {address}", login.lower(), address)
        wait = max(
            self._pairs.take(one.pair), self._logins.take(one.login), self._addresses.take(one.address)
        )
        if wait:
            raise TooMany("session.too_many", retry_after_seconds=ceil(wait))
        return one

    def succeeded(self, one: Try) -> None:
        """The password was right: only wrong ones count."""
        self._pairs.forgive(one.pair)
        self._logins.give_back(one.login)
        self._addresses.give_back(one.address)
