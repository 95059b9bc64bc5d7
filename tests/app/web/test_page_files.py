"""The files of the page: handed out compressed where the browser takes it; the first load stays small."""

import base64
import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from huawu.app.web import PAGE
from tests.app.web.house import House

pytestmark = pytest.mark.room

MANIFEST = PAGE / ".vite" / "manifest.json"
CI = os.environ.get("CI") == "true"
built = pytest.mark.skipif(not MANIFEST.exists() and not CI, reason="the front end has not been built")
LEAST_WORTH = 1024


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script of the page with its two small forms beside it."""
    file = tmp_path / "dist" / "assets" / "large-5678.js"
    file.write_text("export {}")
    file.with_name(file.name + ".br").write_bytes(b"brotli")
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(b"export {}"))
    return file


@pytest.mark.parametrize(
    ("takes", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
async def test_a_file_is_given_in_the_smallest_form_that_the_browser_takes(
    house: House, script: Path, takes: str, coding: str | None
) -> None:
    client = house.client().http
    async with client.stream("GET", f"/assets/{script.name}", headers={"accept-encoding": takes}) as answer:
        sent = b"".join([piece async for piece in answer.aiter_raw()])

    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "javascript" in answer.headers["content-type"]
    assert "immutable" in answer.headers["cache-control"]
    ending = {"br": ".br", "gzip": ".gz", None: ""}[coding]
    assert sent == script.with_name(script.name + ending).read_bytes()


async def test_a_file_without_small_forms_is_given_as_it_is(house: House) -> None:
    answer = await house.client().http.get("/assets/app-1234.js", headers={"accept-encoding": "br, gzip"})

    assert "content-encoding" not in answer.headers
    assert answer.text == "export {}"


async def test_only_the_script_that_the_build_wrote_into_the_page_may_run_there(
    house: House, tmp_path: Path
) -> None:
    script = "document.title = '话务';\nalert(1)"
    (tmp_path / "dist" / "index.html").write_text(
        f"<title>Huawu</title><script>{script}</script><script type=module src=/assets/a.js></script>"
    )
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    page = (await house.client().get("/desk")).headers["content-security-policy"]
    other = (await house.client().get("/assets/app-1234.js")).headers["content-security-policy"]

    assert f"; script-src 'self' 'sha256-{hashed}';" in page
    assert "; script-src 'self';" in other
    for policy in (page, other):
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy


def first_load(*entries: str) -> set[str]:
    """The files that the browser must fetch for these entries, what they import included."""
    manifest = json.loads(MANIFEST.read_text())
    files: set[str] = set()
    left = list(entries)
    while left:
        chunk = manifest[left.pop()]
        if chunk["file"] not in files:
            files |= {chunk["file"], *chunk.get("css", [])}
            left += chunk.get("imports", [])
    return files


def packed(files: set[str], ending: str) -> int:
    """Bytes on the wire of those with this ending."""
    return sum(len(gzip.compress((PAGE / file).read_bytes(), 9)) for file in files if file.endswith(ending))


@built
def test_the_agents_page_needs_less_than_400_kb_of_javascript() -> None:
    files = first_load("index.html", "src/features/desk/DeskPage.tsx", "src/shared/phone/jssip-phone.ts")

    assert packed(files, ".js") < 400 * 1024


@built
def test_the_first_picture_waits_for_no_other_file() -> None:
    """What it needs is in the page: no sheet in the head, and only scripts that wait by themselves."""
    index = (PAGE / "index.html").read_text()
    head, body = index.split("</head>")
    scripts = re.findall(r"<script[^>]*>", head)

    assert "http://" not in index.replace("http://www.w3.org/", "")
    assert "https://" not in index
    assert 'rel="stylesheet"' not in head
    assert 'rel="stylesheet"' in body
    assert [tag for tag in scripts if "src=" in tag and 'type="module"' not in tag] == []
    assert "<script>" in scripts
    assert 'id="shell"' in body
    assert (
        len(index) < 14 * 1024
    )  # the page itself, in the first flight of packets even when it is not compressed


@built
def test_the_agents_page_comes_in_few_files_that_are_fetched_at_once() -> None:
    """Each file more is a way there and back; one that the page does not name is found later still."""
    index = (PAGE / "index.html").read_text()
    files = first_load("index.html", "src/features/desk/DeskPage.tsx")

    assert len(files) <= 10
    assert [file for file in sorted(files) if f'"/{file}"' not in index] == []
    assert packed(files, ".js") < 320 * 1024
    assert packed(files, ".css") < 30 * 1024


@built
def test_every_file_of_the_build_that_is_worth_it_has_its_small_forms() -> None:
    whole = [file for file in (PAGE / "assets").iterdir() if file.suffix in (".js", ".css")]

    assert whole
    for file in whole:
        if file.stat().st_size >= LEAST_WORTH:
            small = file.with_name(file.name + ".gz")
            assert gzip.decompress(small.read_bytes()) == file.read_bytes()
            assert file.with_name(file.name + ".br").stat().st_size < file.stat().st_size
