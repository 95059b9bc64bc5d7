"""One file over HTTPS, going on where it was interrupted."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from huawu.app.speech_extra.trouble import NotDone, no_network, of_system

Progress = Callable[[int, int], None]
"""Told the bytes that are there and those that there will be (0: it is not known)."""
_CHUNK = 256 * 1024
_TIMEOUT = 30.0
_TRIES = 4
_INTERRUPTED = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


def fetch(url: str, target: Path, progress: Progress) -> None:
    """The file at `url` as `target`, tried again for as long as each try brings more; until it is whole it is
    `target` with `.part`, to which later calls add. Raises NotDone."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise of_system(error, target.parent) from None
    left = _TRIES
    while left:
        before = _size(part)
        try:
            whole = _more(url, part, progress)
        except _INTERRUPTED as gone:
            if isinstance(gone, urllib.error.HTTPError) and gone.code < 500:
                raise NotDone(f"{url} answers {gone.code}") from None
            whole = False
        except OSError as error:
            raise of_system(error, part.parent) from None
        if whole:
            part.replace(target)
            return
        left = _TRIES if _size(part) > before else left - 1
    raise no_network(_host(url))


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _more(url: str, part: Path, progress: Progress) -> bool:
    """Fetch what is missing; whether it is whole now."""
    there = _size(part)
    headers = {"Range": f"bytes={there}-"} if there else {}
    asked = urllib.request.Request(url, headers=headers)  # noqa: S310 - an address that we made
    try:
        answer = urllib.request.urlopen(asked, timeout=_TIMEOUT)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code != 416 or not there:
            raise
        part.unlink()  # longer than what there is: it is another file
        return False
    with answer:
        if answer.status != 206:
            there = 0
        length = int(answer.headers.get("Content-Length") or 0)
        with part.open("ab" if there else "wb") as file:
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                progress(file.tell(), there + length if length else 0)
            return not length or file.tell() >= there + length


def _host(url: str) -> str:
    return url.split("/")[2]
