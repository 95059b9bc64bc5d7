"""The web application of the HTTP tests."""

from tests.app.web.conftest import house, settings

__all__ = ["house", "settings"]
