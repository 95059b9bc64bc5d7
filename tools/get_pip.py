"""Install pip into the environment whose Python runs this, where the machine has no `ensurepip`.

Fetches one pinned wheel from the package index (PIP_INDEX_URL, else PyPI; PEP 503), compares its digest and
lets pip install itself: a wheel can be run as a program.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.extend(value for name, value in attrs if tag == "a" and name == "href" and value)


def fetch(url: str) -> bytes:
    """The body behind an https address."""
    if not url.startswith("https://"):
        raise SystemExit(f"not fetched, because it is not https: {url}")
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - https only, checked above
        return bytes(answer.read())


def main() -> None:
    links = Links(fetch(INDEX).decode()).found
    found = [link for link in links if urllib.parse.urlsplit(link).path.rsplit("/", 1)[-1] == WHEEL]
    if not found:
        raise SystemExit(f"{INDEX} has no {WHEEL}: install the Debian package python3-venv instead")
    wheel = fetch(urllib.parse.urljoin(INDEX, found[0]))
    if hashlib.sha256(wheel).hexdigest() != SHA256:
        raise SystemExit(f"{WHEEL} from {INDEX} is not the pinned one")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / WHEEL
        path.write_bytes(wheel)
        subprocess.run([sys.executable, f"{path}/pip", "install", "--quiet", str(path)], check=True)


if __name__ == "__main__":
    main()
