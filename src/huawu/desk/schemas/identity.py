"""What the HTTP interface says and hears of finding out who calls."""

from typing import Annotated, Literal

from pydantic import Field

from huawu.desk.schemas.contacts import IdentityLevel
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words

CodeWayName = Literal["mail", "sms"]


class IdentityQuestion(Shape):
    """A field that the caller can be asked for; `kind`: the type of the answer."""

    field: str
    name: Words
    kind: Literal["text", "number", "date", "choice", "phone", "id_number", "mail"]


class CodeTarget(Shape):
    """Where a code can be sent. `to`: masked; `place`: of the customer's addresses or numbers."""

    way: CodeWayName
    place: int
    to: str


class CallerIdentity(Shape):
    """How surely the caller is the customer. `needs`: as surely as that, what is private is shown; `opened`:
    you may see it although it is not. `left`: wrong tries that are left in this contact; `needed`: so many
    questions are answered together, 0 when too few can be asked; `passed`: how the try went, null for none.
    """

    level: IdentityLevel
    needs: IdentityLevel
    enough: bool
    opened: bool
    may_open: bool
    left: int
    questions: list[IdentityQuestion]
    needed: int
    codes: list[CodeTarget]
    passed: bool | None


class IdentityAnswers(Asked):
    """What the caller said, by field. `once`: what the page calls this try, so that twice sent is one."""

    answers: Annotated[dict[ShortText, ShortText], Field(min_length=1, max_length=10)]
    once: RequestKey


class CodeAsked(Asked):
    way: CodeWayName
    place: Annotated[int, Field(ge=0, le=99)] = 0


class CodeTold(Asked):
    """The code as the caller read it out."""

    code: Annotated[str, Field(min_length=1, max_length=20)]
    once: RequestKey


class OpenAsked(Asked):
    """Why the record is opened although it is not known who calls."""

    reason: LongText
