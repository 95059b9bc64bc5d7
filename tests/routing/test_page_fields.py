"""What a queue can say, its pages can say too: a field that is added here and forgotten there fails."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from huawu.platform.mailed import OF_QUEUES
from huawu.platform.recorded import KEPT
from huawu.routing.types import CallbackRule, Queue

pytestmark = pytest.mark.core

_PAGES = Path(__file__).parents[2] / "web" / "src" / "features"
_NOT_THERE = {"id", "channel"}
"""The key has a field of its own; only calls come to queues so far."""


def worded(*files: str) -> set[str]:
    """The keys of the words in these files."""
    return {key for file in files for key in re.findall(r"^ +(\w+):", (_PAGES / file).read_text(), re.M)}


def test_every_field_of_a_queue_is_in_its_form() -> None:
    form = worded("routing/queue-words.ts")
    assert {field.name for field in fields(Queue)} - _NOT_THERE <= form


def test_every_field_of_calling_back_is_in_its_form() -> None:
    assert {field.name for field in fields(CallbackRule)} <= worded("routing/callback-words.ts")


def test_what_a_queue_says_of_recording_keeping_and_mailing_is_in_the_settings() -> None:
    settings = worded("settings/lines/words.ts")
    assert {"recorded", "recording_notice", "transcribed", *KEPT, *OF_QUEUES} <= settings
