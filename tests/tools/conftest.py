"""Small pretend checkouts for the house's own rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.house import House

Build = Callable[[dict[str, str]], House]


@pytest.fixture
def house_of(tmp_path: Path) -> Build:
    """Call it with the files of the checkout, by path."""

    def build(files: dict[str, str]) -> House:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return House(tmp_path)

    return build
