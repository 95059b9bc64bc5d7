"""A web application with a pretend live process, and people who sign in to it."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from huawu.app.pretend_live import PretendLive
from huawu.people import service as people
from huawu.people.types import NewAgent, NewUser
from huawu.platform.clock import SECOND, Micros
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.settings import Settings
from huawu.platform.work import work

PASSWORD = "chun-jiang-hua-yue-ye"
NOON: Micros = 1_790_000_000 * SECOND
"""2026-09-21 14:13:20 UTC: late evening in Shanghai."""


@dataclass
class Hand:
    """A clock that a test sets."""

    now: Micros = NOON

    def __call__(self) -> Micros:
        self.now += 1
        return self.now


@dataclass
class Browser:
    """A client that keeps its cookie and sends its CSRF token, as the page does."""

    http: httpx.AsyncClient
    csrf: str = ""
    said: dict[str, Any] = field(default_factory=dict)

    async def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        answer = await self.http.post("/api/session", json={"login": login, "password": password})
        if answer.status_code == 201:
            self.said = answer.json()
            self.csrf = self.said["csrf"]
        return answer

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.http.get(path, params=params or None)

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        return await self._send("POST", path, body)

    async def put(self, path: str, body: Any) -> httpx.Response:
        return await self._send("PUT", path, body)

    async def patch(self, path: str, body: Any) -> httpx.Response:
        return await self._send("PATCH", path, body)

    async def delete(self, path: str) -> httpx.Response:
        return await self._send("DELETE", path, None)

    async def _send(self, method: str, path: str, body: Any) -> httpx.Response:
        return await self.http.request(method, path, json=body, headers={"X-CSRF-Token": self.csrf})


@dataclass
class House:
    """One installation under test."""

    app: Any
    sessions: Sessions
    settings: Settings
    live: PretendLive
    clock: Hand
    users: dict[str, Id] = field(default_factory=dict)
    agents: dict[str, Id] = field(default_factory=dict)

    def client(self, address: str = "127.0.0.1") -> Browser:
        """A browser that nobody has signed in to."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return Browser(
            httpx.AsyncClient(
                transport=transport, base_url="http://huawu.test", headers={"X-Huawu-Peer": address}
            )
        )

    async def browser(self, *roles: str) -> Browser:
        """A browser of someone with these roles; an agent of the same name for those who take calls."""
        login = "-".join(roles)
        if login not in self.users:
            await self.hire(login, *roles)
        browser = self.client()
        answer = await browser.sign_in(login)
        assert answer.status_code == 201, answer.text
        return browser

    async def hire(self, login: str, *roles: str) -> None:
        async with work(self.sessions, site=self.settings.site, clock=self.clock) as w:
            name = {"zh": "林小满", "en": "Lin Xiaoman"}
            self.users[login] = await people.create_user(w, NewUser(login, PASSWORD, name, roles))
            number = str(1000 + len(self.users))
            agent = NewAgent(
                user=self.users[login],
                number=number,
                name=name,
                extension=f"8{number[1:]}",
                sip_password="phone secret",
                queues=("support",),
                skills={"english": 3},
            )
            if {"agent", "team_leader"} & set(roles):
                self.agents[login] = await people.create_agent(w, agent)
                self.live.agents[self.agents[login]] = {
                    "state": "signed_out", "reason": "", "since": None, "contact": None,
                }  # fmt: skip
