"""Bringing the built-in engines onto a machine: one file at a time, going on where it was interrupted,
checked, and what goes wrong said in one line. Packages and voices are small ones of our own."""

import errno
import hashlib
import io
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from huawu.app.speech_extra import fetching, packages, trouble, voices
from huawu.app.speech_extra.trouble import NotDone
from huawu.speech.adapters.builtin import weights

pytestmark = pytest.mark.room

VOICE = b"style vectors" * 1000
NAMES = ("zf_one", "af_two")


def nothing(there: int, whole: int) -> None:
    """Progress that nobody wants."""


class Shop:
    """A server of one file. `gives`: how many bytes of it each answer brings before the line breaks."""

    def __init__(self, data: bytes) -> None:
        self.data, self.gives, self.asked = data, len(data), list[str]()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wanted = self.headers.get("Range", "")
                shop.asked.append(wanted)
                at = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
                rest = shop.data[at:]
                self.send_response(206 if at else 200)
                self.send_header("Content-Length", str(len(rest)))
                self.end_headers()
                self.wfile.write(rest[: shop.gives])

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/voices.tgz"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as made:
        for name in NAMES:
            told = tarfile.TarInfo(f"package/voices/{name}.bin")
            told.size = len(VOICE)
            made.addfile(told, io.BytesIO(VOICE))
    monkeypatch.setattr(weights, "VOICES", dict.fromkeys(NAMES, hashlib.sha256(VOICE).hexdigest()))
    opened = Shop(file.getvalue())
    yield opened
    opened.close()


def test_a_file_goes_on_where_it_was_interrupted(shop: Shop, tmp_path: Path) -> None:
    shop.gives = len(shop.data) // 3
    told: list[tuple[int, int]] = []
    fetching.fetch(shop.url, tmp_path / "it", lambda there, whole: told.append((there, whole)))
    assert (tmp_path / "it").read_bytes() == shop.data
    assert shop.asked[:2] == ["", f"bytes={shop.gives}-"]
    assert told[-1] == (len(shop.data), len(shop.data))


def test_what_an_earlier_run_fetched_is_not_fetched_again(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "it.part").write_bytes(shop.data[:100])
    fetching.fetch(shop.url, tmp_path / "it", nothing)
    assert shop.asked == ["bytes=100-"]
    assert (tmp_path / "it").read_bytes() == shop.data


def test_without_a_network_it_says_so_and_keeps_what_there_is(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "it.part").write_bytes(b"begun")
    shop.close()
    with pytest.raises(NotDone, match="127.0.0.1:[0-9]+ cannot be reached"):
        fetching.fetch(shop.url, tmp_path / "it", nothing)
    assert (tmp_path / "it.part").read_bytes() == b"begun"


def test_voices_are_brought_and_checked(shop: Shop, tmp_path: Path) -> None:
    voices.bring(NAMES, tmp_path / "voices", tmp_path / "parts", url=shop.url, progress=nothing)
    assert sorted(each.name for each in (tmp_path / "voices").iterdir()) == ["af_two.bin", "zf_one.bin"]
    assert (tmp_path / "voices/zf_one.bin").read_bytes() == VOICE


def test_a_voice_with_another_hash_is_thrown_away_and_fetched_again(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(weights.VOICES, "af_two", "0" * 64)
    with pytest.raises(NotDone, match="not what it must be"):
        voices.bring(NAMES, tmp_path / "voices", tmp_path / "parts", url=shop.url, progress=nothing)
    assert not (tmp_path / "voices/af_two.bin").exists()
    assert list((tmp_path / "parts").iterdir()) == []


def test_an_archive_that_is_none_is_thrown_away(shop: Shop, tmp_path: Path) -> None:
    shop.data = b"<html>Please sign in to this network</html>"
    with pytest.raises(NotDone, match="not what it must be"):
        voices.bring(NAMES, tmp_path / "voices", tmp_path / "parts", url=shop.url, progress=nothing)


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(NotDone, match="no room left in .*; about 9000000000 MB are needed"):
        trouble.require_room(tmp_path / "not" / "there", 9_000_000_000_000_000)
    assert "no room left" in str(trouble.of_system(OSError(errno.ENOSPC, "No space left"), tmp_path))
    assert "cannot be written" in str(trouble.of_system(OSError(errno.EACCES, "denied"), tmp_path))


# ---- packages ----------------------------------------------------------------------------------------------


def wheel(folder: Path, name: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as made:
        made.writestr(f"{name}.py", "SAID = 'here'\n")
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        made.writestr(f"{name}-1.0.dist-info/METADATA", about)
        made.writestr(
            f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        made.writestr(f"{name}-1.0.dist-info/RECORD", "")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder instead of an index, and one instead of the place where packages are installed."""
    shelf = tmp_path / "index"
    shelf.mkdir()
    for name in ("huawu_tone_one", "huawu_tone_two"):
        wheel(shelf, name)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "site"))
    return shelf


ALL = ("huawu-tone-one==1.0", "huawu-tone-two==1.0")


def test_packages_are_fetched_one_by_one_and_only_those_that_are_not_there_yet(
    index: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    packages.fetch(ALL[:1], tmp_path / "fetched", said.append)
    packages.fetch(ALL, tmp_path / "fetched", said.append)
    assert said == ["[1/1] huawu-tone-one==1.0", "[2/2] huawu-tone-two==1.0"]
    packages.install(ALL, tmp_path / "fetched", said.append)
    assert (tmp_path / "site/huawu_tone_two.py").is_file()


def test_an_index_that_cannot_be_reached_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(NotDone, match="the package index cannot be reached"):
        packages.fetch(ALL, tmp_path, lambda line: None)


def test_what_is_installed_in_another_version_is_missing() -> None:
    there = f"pytest=={pytest.__version__}"
    assert packages.missing([there, "pytest==0.1", "huawu-tone-none==1.0"]) == [
        "pytest==0.1",
        "huawu-tone-none==1.0",
    ]
    assert "faster-whisper" in {each.partition("==")[0] for each in packages.wanted()}
    with pytest.raises(NotDone, match="own folder"):
        packages.wanted(Path("/nowhere/requirements-speech.lock"))
