"""A web application on real PostgreSQL."""

from pathlib import Path

import pytest

from huawu.app.pretend_live import PretendLive
from huawu.app.web import Parts, application
from huawu.platform.database import Sessions
from huawu.platform.settings import Settings, from_environment
from tests.app.web.house import Hand, House


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return from_environment({"HUAWU_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def house(sessions: Sessions, settings: Settings, tmp_path: Path) -> House:
    clock = Hand()
    live = PretendLive([], clock)
    page = tmp_path / "dist"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>Huawu</title>")
    (page / "assets" / "app-1234.js").write_text("export {}")
    app = application(Parts(sessions, live, settings, clock=clock, page=page))
    return House(app, sessions, settings, live, clock)
