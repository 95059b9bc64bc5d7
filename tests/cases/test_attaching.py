"""Files with a case: sent, given out on record, removed and put back, swept; hostile ones refused."""

import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from huawu.cases.models import CaseDownloadRow
from huawu.cases.service.attachments import BACK_DAYS, DAY, sweeping
from huawu.cases.service.files import CaseFiles
from huawu.platform.clock import SECOND
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


async def send(
    browser: Browser, case: str, name: str, data: Any, key: str = "request-a1", **headers: str
) -> httpx.Response:
    return await browser.http.post(
        f"/api/cases/{case}/attachments",
        params={"name": name, "key": key},
        content=data,
        headers={"X-CSRF-Token": browser.csrf, "content-type": "application/octet-stream"} | headers,
    )


def on_disk(desk: Desk) -> list[Path]:
    return sorted(path for path in desk.house.settings.attachments_dir.rglob("*") if path.is_file())


async def test_a_file_comes_back_byte_for_byte_and_who_took_it_is_on_record(desk: Desk) -> None:
    case = (await desk.opened(mine=True))["id"]
    name = '<img src=x onerror="alert(1)">.png'
    answer = await send(desk.lin, case, name, PNG)
    assert answer.status_code == 201, answer.text
    (shown,) = answer.json()["items"]
    assert (shown["name"], shown["kind"], shown["size"]) == (name, "image/png", len(PNG))
    assert shown["sha256"] == hashlib.sha256(PNG).hexdigest()
    (path,) = on_disk(desk)
    assert (path.name.isalnum(), path.suffix, path.stat().st_mode & 0o777) == (True, "", 0o600)

    assert (await send(desk.lin, case, name, PNG)).status_code == 201  # the same request again
    assert on_disk(desk) == [path]

    got = await desk.zhao.get(f"/api/cases/{case}/attachments/{shown['id']}")
    assert (got.status_code, got.content) == (200, PNG)
    assert got.headers["content-disposition"].startswith("attachment;")
    assert "<img" not in got.headers["content-disposition"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    async with desk.house.sessions() as session:
        by = list((await session.execute(select(CaseDownloadRow.by))).scalars())
    assert by == [desk.house.users["zhao"]]
    (seen,) = (await desk.chen.get(f"/api/cases/{case}/attachments")).json()["items"]
    assert (seen["downloaded"], len(seen["downloads"])) == (1, 1)
    (less,) = (await desk.lin.get(f"/api/cases/{case}/attachments")).json()["items"]
    assert (less["downloaded"], less["downloads"]) == (1, [])
    entries = (await desk.lin.get(f"/api/cases/{case}")).json()["entries"]
    assert (entries[-1]["kind"], entries[-1]["body"]["text"]) == ("file_added", name)


async def test_what_may_not_come_is_refused_and_leaves_nothing(desk: Desk) -> None:
    case = (await desk.opened(mine=True))["id"]

    async def refused(name: str, data: Any, key: str, status: int, by: Browser | None = None) -> None:
        answer = await send(by or desk.lin, case, name, data)
        assert (answer.status_code, answer.json()["key"]) == (status, key), answer.text

    await refused("setup.exe", b"MZ", "case.file_kind", 422)
    await refused("photo.png", b"MZ" + bytes(100), "case.file_not_what_it_says", 422)
    await refused("page.txt", b"\x7fELF\0", "case.file_not_what_it_says", 422)
    await refused("空.txt", b"", "case.file_empty", 422)
    await refused(".png", PNG, "case.file_no_name", 422)
    inspector = await desk.house.browser("inspector")
    await refused("photo.png", PNG, "session.not_allowed", 403, by=inspector)
    missing = await send(desk.lin, "nowhere", "photo.png", PNG)
    assert missing.json()["key"] == "case.unknown"

    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    told = str(50 * 1024 * 1024 + 1)
    answer = await send(desk.lin, case, "film.mp4", never(), **{"content-length": told})
    assert (answer.status_code, answer.json()["key"]) == (413, "request.too_large")
    assert on_disk(desk) == []


async def test_a_body_that_breaks_off_or_is_longer_than_told_leaves_nothing(desk: Desk) -> None:
    files = CaseFiles(desk.house.settings.attachments_dir, most=1000)

    async def chunks(*each: bytes, breaks: bool = False) -> AsyncIterator[bytes]:
        for chunk in each:
            yield chunk
        if breaks:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await files.keep(chunks(b"x" * 10, breaks=True))
    with pytest.raises(Exception, match="file_too_large"):
        await files.keep(chunks(b"x" * 600, b"x" * 600))
    full = CaseFiles(desk.house.settings.attachments_dir, spare=1 << 60)
    with pytest.raises(Exception, match="no_room_for_files"):
        await full.keep(chunks(b"x"))
    assert on_disk(desk) == []


async def test_a_removed_file_can_be_put_back_until_it_is_swept_away(desk: Desk) -> None:
    case = (await desk.opened(mine=True))["id"]
    shown = (await send(desk.lin, case, "a.txt", "你好".encode())).json()["items"][0]
    of = f"/api/cases/{case}/attachments/{shown['id']}"
    assert (await desk.zhao.delete(of)).json()["key"] == "case.not_your_file"
    assert (await desk.lin.delete(of)).json()["items"][0]["removed_at"]
    assert (await desk.zhao.get(f"/api/cases/{case}/attachments")).json()["items"] == []
    assert (await desk.zhao.get(of)).status_code == 404
    assert (await desk.lin.get(of)).status_code == 200
    assert (await desk.lin.post(f"{of}/back")).json()["items"][0]["removed_at"] is None
    assert (await desk.zhao.get(of)).status_code == 200

    await desk.chen.delete(of)
    (file,) = on_disk(desk)
    orphan = file.with_name("0" * 32)
    orphan.write_bytes(b"never confirmed")
    for path in (file, orphan):
        at = desk.house.clock() / SECOND - 2 * 86_400
        os.utime(path, (at, at))
    fresh = file.with_name("1" * 32 + ".part")
    fresh.write_bytes(b"being written")
    soon = desk.house.clock() / SECOND
    os.utime(fresh, (soon, soon))

    async def swept() -> int:
        async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
            return await sweeping(CaseFiles(desk.house.settings.attachments_dir))(w)

    assert await swept() == 1
    assert on_disk(desk) == sorted([file, fresh])
    desk.house.clock.now += BACK_DAYS * DAY
    os.utime(fresh, (desk.house.clock() / SECOND,) * 2)
    assert await swept() == 0  # its row forgets it first
    assert await swept() == 1
    assert on_disk(desk) == [fresh]
    await desk.lin.sign_in("lin")
    assert (await desk.lin.post(f"{of}/back")).json()["key"] == "case.file_gone"
