"""The files of the page: handed out compressed where the browser takes it; the first load stays small."""

import gzip
import json
import os
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
    files = first_load("index.html", "src/features/desk/DeskPage.tsx")

    assert packed(files, ".js") < 400 * 1024


@built
def test_the_first_paint_waits_for_little() -> None:
    """Nothing from elsewhere, one script and one sheet before the first picture."""
    index = (PAGE / "index.html").read_text()
    files = first_load("index.html")

    assert "http://" not in index
    assert "https://" not in index
    assert packed(files, ".js") < 330 * 1024
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
