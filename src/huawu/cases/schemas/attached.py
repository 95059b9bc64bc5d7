"""Files of cases, as they are shown."""

from datetime import datetime

from huawu.platform.web.shapes import Shape, Words


class CaseDownload(Shape):
    """Who was given a file."""

    at: datetime
    by: Words | None


class CaseAttachment(Shape):
    """A file of a case. `kind`: a media type, by its content; `there` false: it was swept away. `downloads`:
    the last ones, for whoever leads. `changeable`: this person may remove it, or put it back."""

    id: str
    name: str
    kind: str
    size: int
    sha256: str
    added_at: datetime
    added_by: Words | None
    removed_at: datetime | None
    there: bool
    changeable: bool
    downloaded: int
    downloads: list[CaseDownload]


class CaseAttachments(Shape):
    """`endings`: of names that are taken; `most_bytes`: of one file; `more_bytes`: for which the case has
    room still. `addable`: this person may attach something now."""

    items: list[CaseAttachment]
    endings: list[str]
    most_bytes: int
    more_bytes: int
    addable: bool
