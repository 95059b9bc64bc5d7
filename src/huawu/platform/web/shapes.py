"""Shapes that every room's schemas use: names in two languages, times, safe text, pages."""

import base64
import binascii
import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from huawu.platform.clock import Micros, as_datetime, as_micros
from huawu.platform.refusals import Invalid


class Shape(BaseModel):
    """A body that is sent: immutable, every field always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Asked(BaseModel):
    """A body that is received: what is not known is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Shape):
    """A name in Chinese and English; the English one may be empty, then the Chinese one is shown."""

    zh: str
    en: str = ""


def plain(text: str) -> str:
    if "\x00" in text:  # PostgreSQL text cannot hold it
        raise ValueError("contains NUL")
    return text


ShortText = Annotated[str, Field(max_length=200), AfterValidator(plain)]
LongText = Annotated[str, Field(max_length=4000), AfterValidator(plain)]
Secret = Annotated[
    str, Field(max_length=200, json_schema_extra={"format": "password"}), AfterValidator(plain)
]
RequestKey = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[0-9A-Za-z-]+$")]
"""What a page calls a request, so that sending it again when its answer was lost does it once."""
PathId = Annotated[str, Path(pattern=r"^[0-9a-z-]{1,40}$")]
QueryId = Annotated[str | None, Query(pattern=r"^[0-9a-z-]{1,40}$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Search = Annotated[str | None, Query(max_length=100), AfterValidator(lambda t: plain(t) if t else t)]
Moment = Annotated[AwareDatetime | None, Query()]
Before = Annotated[str | None, Query(max_length=200)]


def moment(at: Micros) -> datetime:
    """Microseconds as the REST interface shows time."""
    return as_datetime(at)


def moment_or_none(at: Micros | None) -> datetime | None:
    return None if at is None else as_datetime(at)


def micros_or_none(at: datetime | None) -> Micros | None:
    return None if at is None else as_micros(at)


_KEY = re.compile(r"[0-9A-Za-z-]+")


def cursor(at: Micros, key: str) -> str:
    """Where the next page starts: after this row. Opaque to clients."""
    return base64.urlsafe_b64encode(f"{at}.{key}".encode()).decode().rstrip("=")


def read_cursor(text: str | None) -> tuple[Micros, str] | None:
    """The place that `cursor` wrote. Refused when it is not one of ours."""
    if text is None:
        return None
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        at, _, key = plain.partition(".")
        if not _KEY.fullmatch(key) or not 0 <= int(at) < 2**62:
            raise ValueError
        return int(at), key
    except (ValueError, binascii.Error):
        raise Invalid("request.wrong_cursor") from None


PROBLEMS: dict[int | str, dict[str, Any]] = {}
