"""Nonsense from a web client: always an answer in problem+json, never a crash, never a value in the log."""

import json
import logging
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huawu.platform.clock import SECOND
from huawu.platform.web.limits import MOST_BYTES
from tests.app.web.house import PASSWORD, Browser, House

pytestmark = pytest.mark.room

UNSAFE = (
    ("POST", "/api/session"),
    ("PATCH", "/api/session"),
    ("POST", "/api/agents/me/state"),
    ("POST", "/api/agents/me/call"),
    ("POST", "/api/interactions/0000000000000/wrap-up"),
    ("POST", "/api/test-calls"),
    ("POST", "/api/config/import"),
    ("POST", "/api/config/publish"),
    ("PUT", "/api/config/queue/q"),
    ("PUT", "/api/desk/drafts/0000000000000"),
    ("POST", "/api/desk/pop/0000000000000/customer"),
    ("POST", "/api/callbacks/0000000000000/done"),
    ("POST", "/api/callbacks/0000000000000/move"),
)
SAFE = (
    "/api/interactions",
    "/api/interactions/{}",
    "/api/recordings",
    "/api/recordings/{}/audio",
    "/api/customers",
    "/api/customers/{}",
    "/api/test-calls/{}",
    "/api/config/{}",
    "/api/desk/pop/{}",
    "/api/desk/drafts/{}",
    "/api/callbacks",
    "/{}",
    "/api/{}",
)
PARAMETERS = ("search", "limit", "before", "queue", "agent", "from", "to", "outcome", "q")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=10,
)
bodies = st.one_of(
    st.binary(max_size=80),
    json_values.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("login", "password", "state", "type", "value", "yaml", "revision", "callback", "customer", "at"),
            json_values,
        ),
    ).map(lambda value: json.dumps(value).encode()),
)


def is_problem(answer: Any) -> bool:
    said = answer.json()
    kind = answer.headers["content-type"] == "application/problem+json"
    return (
        kind and said["status"] == answer.status_code and bool(said["title"]) and said["title"] != said["key"]
    )


async def send(browser: Browser, method: str, path: str, body: bytes, **headers: str) -> Any:
    usual = {"X-CSRF-Token": browser.csrf, "Content-Type": "application/json"}
    return await browser.http.request(method, path, content=body, headers=usual | headers)


@pytest.mark.parametrize(
    ("body", "status", "key"),
    [
        (b"{", 400, "request.not_json"),
        (b"\xff\xfe", 400, "request.not_json"),
        (b"[" * 100_000, 400, "request.not_json"),
        (b'{"locale": "\\ud800"}', 422, "request.invalid"),
        (b'{"locale": NaN}', 422, "request.invalid"),
        (b'{"theme": ' + b"9" * 6000 + b"}", 400, "request.not_json"),
        (b"null", 422, "request.invalid"),
        (b"", 422, "request.invalid"),
        (b"x" * (MOST_BYTES + 1), 413, "request.too_large"),
    ],
)
async def test_a_body_that_is_none_is_refused(house: House, body: bytes, status: int, key: str) -> None:
    browser = await house.browser("agent")

    answer = await send(browser, "PATCH", "/api/session", body)

    assert (answer.status_code, answer.json()["key"]) == (status, key)
    assert is_problem(answer)


async def test_a_body_is_cut_off_however_it_was_announced(house: House) -> None:
    browser = await house.browser("agent")

    async def endless() -> Any:
        for _ in range(40):
            yield b"x" * 65536

    answer = await browser.http.patch(
        "/api/session",
        content=endless(),
        headers={"X-CSRF-Token": browser.csrf, "Content-Type": "application/json"},
    )

    assert (answer.status_code, answer.json()["key"]) == (413, "request.too_large")


async def test_a_form_is_no_json(house: House) -> None:
    browser = await house.browser("agent")

    answer = await send(browser, "PATCH", "/api/session", b"theme=dark", **{"Content-Type": "text/plain"})

    assert answer.status_code in (400, 415, 422)
    assert is_problem(answer)


@pytest.mark.parametrize(
    ("method", "path", "status", "key"),
    [
        ("GET", "/api/nothing-here", 404, "request.unknown_address"),
        ("GET", "/nothing.js", 404, "request.unknown_address"),
        ("PUT", "/api/session", 405, "request.wrong_method"),
        ("GET", "/api/customers/%00", 422, "request.invalid"),
    ],
)
async def test_an_address_that_is_none_says_so(
    house: House, method: str, path: str, status: int, key: str
) -> None:
    browser = await house.browser("team_leader")

    answer = await send(browser, method, path, b"{}")

    assert (answer.status_code, answer.json()["key"]) == (status, key)
    assert is_problem(answer)


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd"]
)
async def test_no_address_leads_out_of_the_page(house: House, path: str) -> None:
    answer = await house.client().get(path)

    assert "<title>Huawu</title>" in answer.text, "the page, which says that there is nothing here"


async def test_what_was_sent_is_never_said_back(house: House) -> None:
    browser = await house.browser("agent")

    answer = await send(browser, "PATCH", "/api/session", b'{"theme": "13800138000", "13900139000": 1}')

    assert "13800138000" not in answer.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_no_nonsense_at_all_brings_the_server_down(house: House, data: st.DataObject) -> None:
    if "administrator-agent" not in house.users:
        house.clock.now += 60 * SECOND
    browser = await _known(house)
    house.clock.now += 5 * SECOND
    if data.draw(st.booleans()):
        method, path = data.draw(st.sampled_from(UNSAFE))
        answer = await send(browser, method, path, data.draw(bodies))
    else:
        path = data.draw(st.sampled_from(SAFE)).replace("{}", quote(data.draw(_path_parts), safe=""))
        query = data.draw(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=40), max_size=3))
        answer = await browser.http.get(path, params=query)

    assert answer.status_code < 500, (answer.status_code, answer.text)
    assert answer.status_code < 400 or is_problem(answer)


_path_parts = st.text(min_size=1, max_size=30)


async def _known(house: House) -> Browser:
    """One browser for all examples: signing in is slow on purpose."""
    kept: Browser | None = getattr(house.app.state, "kept_browser", None)
    if kept is None:
        kept = await house.browser("administrator", "agent")
        house.app.state.kept_browser = kept
    return kept


async def test_a_client_that_asks_too_often_is_told_when_to_come_back(house: House) -> None:
    browser = await house.browser("agent")
    answers = [await browser.get("/api/session") for _ in range(205)]

    last = answers[-1]
    assert [a.status_code for a in answers[:195]] == [200] * 195
    assert (last.status_code, last.json()["key"]) == (429, "request.too_many")
    assert int(last.headers["retry-after"]) >= 1
    house.clock.now += 2 * SECOND
    assert (await browser.get("/api/session")).status_code == 200


async def test_every_answer_carries_the_headers_that_protect_the_page(house: House) -> None:
    for path in ("/", "/api/session", "/health", "/assets/app-1234.js", "/api/nothing"):
        headers = (await house.client().get(path)).headers

        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
    assert (await house.client().get("/api/session")).headers["cache-control"] == "no-store"


async def test_the_page_answers_its_own_addresses_and_keeps_hashed_files(house: House) -> None:
    page = await house.client().get("/interactions/6h0155ah8sm2x")
    script = await house.client().get("/assets/app-1234.js")

    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    assert "<title>Huawu</title>" in page.text
    assert "immutable" in script.headers["cache-control"]


async def test_the_log_has_no_numbers_names_or_secrets(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for logger in ("sqlalchemy", "asyncio", "httpx", "httpcore"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    leader = await house.browser("team_leader")
    await leader.get("/api/customers", search="13800138000")
    await leader.get("/api/interactions", search="欧阳若琳")
    await send(leader, "PATCH", "/api/session", b'{"theme": "13800138000"}')
    await house.client().sign_in("13800138000", "wrong password")

    assert "GET /api/customers 200" in caplog.text
    for secret in ("13800138000", "欧阳", "%E6%AC%A7", PASSWORD, leader.csrf, "wrong password"):
        assert secret not in caplog.text


async def test_a_failure_of_our_own_is_told_without_its_values(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = await house.browser("team_leader")

    async def broken(*_: object, **__: object) -> None:
        raise KeyError("13800138000")

    monkeypatch.setattr("huawu.customers.queries.search", broken)
    answer = await leader.get("/api/customers", search="x")

    assert (answer.status_code, answer.json()["key"]) == (500, "internal")
    assert is_problem(answer)
    assert "KeyError at" in caplog.text
    assert "13800138000" not in caplog.text
