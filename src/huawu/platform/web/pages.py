"""The page itself: the built front end, served from a folder.

Files under `assets/` carry a hash in their name and are kept for a year; `index.html` is asked for
anew each time and answers every address that is no file, so that the page's own addresses work when
they are opened directly.
"""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.requests import Request
from starlette.responses import Response

from huawu.platform.web.problems import answer

_FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
_FRESH = {"cache-control": "no-cache"}


def install(app: FastAPI, folder: Path) -> None:
    """Serve the page from `folder`. Must be the last route: it answers every address."""
    root = folder.resolve()

    async def show_page(request: Request) -> Response:
        path: str = request.path_params["path"]
        if path.startswith("api/") or path == "api":
            return answer(request, "request.unknown_address", 404)
        found = _file(root, path)
        if found is not None:
            return FileResponse(found, headers=_FOREVER if path.startswith("assets/") else _FRESH)
        index = root / "index.html"
        if "." in path.rpartition("/")[2] or not index.is_file():
            return answer(request, "request.unknown_address", 404)
        return FileResponse(index, headers=_FRESH)

    app.add_api_route("/{path:path}", show_page, methods=["GET", "HEAD"], include_in_schema=False)


def _file(root: Path, path: str) -> Path | None:
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
