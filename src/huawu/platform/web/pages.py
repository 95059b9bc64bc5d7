"""The page itself: the built front end, served from a folder.

Files under `assets/` carry a hash in their name and are kept for a year; `index.html` is asked for
anew each time and answers every address that is no file, so that the page's own addresses work when
they are opened directly. It goes out with the policy that lets the script in its head run, and no
other in the page. The build lays a `.br` and a `.gz` beside each file worth it; a browser that takes
one is given it, and nothing is compressed while somebody waits.
"""

import mimetypes
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.requests import Request
from starlette.responses import Response

from huawu.platform.web.policy import policy
from huawu.platform.web.problems import answer

_FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
_FRESH = {"cache-control": "no-cache"}
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
"""Best first."""


def install(app: FastAPI, folder: Path) -> None:
    """Serve the page from `folder`. Must be the last route: it answers every address."""
    root = folder.resolve()

    async def show_page(request: Request) -> Response:
        path: str = request.path_params["path"]
        if path.startswith("api/") or path == "api":
            return answer(request, "request.unknown_address", 404)
        found = _file(root, path)
        if found is not None:
            return _given(request, found, _FOREVER if path.startswith("assets/") else _FRESH)
        index = root / "index.html"
        if "." in path.rpartition("/")[2] or not index.is_file():
            return answer(request, "request.unknown_address", 404)
        return _given(request, index, _FRESH | {"content-security-policy": policy(index.read_bytes())})

    app.add_api_route("/{path:path}", show_page, methods=["GET", "HEAD"], include_in_schema=False)


def _given(request: Request, file: Path, headers: dict[str, str]) -> FileResponse:
    """The file, in the smallest form that is there and that the browser takes."""
    kind = mimetypes.guess_type(file.name)[0]
    taken = accepted(request.headers.get("accept-encoding", ""))
    there = [(name, file.with_name(file.name + ending)) for name, ending in _ENCODINGS]
    forms = [(name, form) for name, form in there if form.is_file()]
    if forms:
        headers = {**headers, "vary": "Accept-Encoding"}
    for name, form in forms:
        if name in taken:
            return FileResponse(form, headers={**headers, "content-encoding": name}, media_type=kind)
    return FileResponse(file, headers=headers, media_type=kind)


def accepted(header: str) -> frozenset[str]:
    """The codings that an Accept-Encoding header names and does not refuse (RFC 9110 section 12.5.3)."""
    found = set()
    for part in header.split(",")[:20]:
        coding, _, weight = part.strip().lower().partition(";")
        if weight.replace(" ", "").rstrip("0.") != "q=":
            found.add(coding.strip())
    return frozenset(found)


def _file(root: Path, path: str) -> Path | None:
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
