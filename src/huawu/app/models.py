"""Loads the tables of every room, so that the metadata is whole (migrations, tests)."""

import importlib
import importlib.util
import pkgutil

from sqlalchemy import MetaData

import huawu
from huawu.platform import database

_PLATFORM = ("outbox", "jobs", "lease", "config", "subscriptions", "spooled")


def whole_metadata() -> MetaData:
    """Every table of the product. Rooms keep theirs in `models`, the platform beside what uses them."""
    names = [f"huawu.platform.{name}" for name in _PLATFORM]
    names += [f"huawu.{room.name}.models" for room in pkgutil.iter_modules(huawu.__path__) if room.ispkg]
    for name in names:
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    return database.metadata
