"""No log of the product says a number, a name or a secret, whatever came in.

The module is named so that it comes after the other calls of the tier: their traces are looked through too.
"""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.system.calling import at_work, calling, until, waiting, wrap_up
from tests.system.product import Product
from tests.system.raw_sip import Asked, Wire, authorization, code

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip", "sipp"),
    pytest.mark.asyncio(loop_scope="session"),
]

CALLERS = [f"139000000{n}" for n in (11, 21, 22, 23, 31, 32, 41, 51)] + ["13900000000", "49999999"]
NOTE = "客人住一二零八房"


def logs(product: Product) -> dict[str, str]:
    """What all logs say, by file."""
    files = [f for f in (product.folder / "data" / "log").rglob("*") if f.is_file()]
    return {
        file.name: file.read_text(errors="replace") for file in [*files, product.folder / "supervisor.log"]
    }


async def test_logs_say_no_number_name_or_secret(product: Product) -> None:
    leader = await product.person("admin")
    customers = (await leader.get("/api/customers"))["items"]
    await call_with_a_note(product)
    secrets = await wrong_things(product, leader.http, customers[0])
    told = product.signins()
    secrets += [p["password"] for p in told["people"]] + [p["sip_secret"] for p in told["phones"]]
    secrets += [leader.http.headers["X-CSRF-Token"], leader.http.cookies["huawu_session"]]
    private = [*CALLERS, NOTE, *(c["name"] for c in customers), *(n for c in customers for n in numbers(c))]
    found = logs(product)
    assert {"live.log", "web.log", "media0.log", "postgres.log"} <= found.keys()
    assert "/api/board" in found["web.log"], "the log says what was asked"
    assert [(file, what) for file, text in found.items() for what in secrets + private if what in text] == []


def numbers(customer: dict[str, Any]) -> list[str]:
    return [number for number in customer.get("numbers", []) if isinstance(number, str)]


async def call_with_a_note(product: Product) -> None:
    """A whole call, with hold, recording and a note."""
    async with at_work(product, "lin") as lin, calling(product, "13900000051") as caller:
        await lin.pause()
        contact = (await until(lambda: waiting(product)))[0]
        await lin.ready()
        await lin.take()
        lin.phone.command("hangup")
        await lin.becomes("wrap_up")
        await caller.finished()
        await wrap_up(lin.person, contact, NOTE)


async def wrong_things(product: Product, leader: httpx.AsyncClient, customer: dict[str, Any]) -> list[str]:
    """Do what is refused with secrets and personal data in it; the secrets."""
    async with httpx.AsyncClient(base_url=product.url) as nobody:
        await nobody.post("/api/session", json={"login": "lin", "password": "my-wrong-password"})
        await nobody.get("/live", params={"ticket": "a-made-up-ticket"})
        await nobody.get("/api/recordings", params={"token": "a-made-up-token"})
    await leader.get("/api/interactions", params={"search": "13900000011"})
    await leader.get("/api/customers", params={"search": customer["name"]})
    await leader.post("/api/test-calls", json={"number": "13900000011" * 9, "press": NOTE})
    ticket = (await leader.get("/api/live/ticket")).json()["ticket"]
    await leader.get("/live", params={"ticket": ticket})
    async with Wire(product) as wire:
        asked = Asked("REGISTER", "8002")
        challenge = await wire.ask(asked)
        proof = authorization(challenge, user="8002", secret="guessed", uri=f"sip:{product.sip}")
        assert code(await wire.ask(Asked("REGISTER", "8002", extra=(proof,)))) == 403
        await wire.ask(Asked("INVITE", "49999999"))
    return [
        "my-wrong-password",
        "a-made-up-ticket",
        "a-made-up-token",
        ticket,
        proof.split('response="')[1][:32],
    ]


async def test_the_logs_are_for_their_owner_only(product: Product) -> None:
    folder: Path = product.folder / "data" / "log"
    assert [f.name for f in folder.iterdir() if f.stat().st_mode & 0o077] == []
