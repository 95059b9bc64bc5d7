"""What the HTTP interface says about the directory."""

from typing import Annotated, Literal

from pydantic import Field

from huawu.customers.types import dialled, normalised
from huawu.platform.sheets import Fault
from huawu.platform.web.shapes import Asked, LongText, Shape, ShortText, Words
from huawu.platform.words import say
from huawu.switchboard.types import Entry, Found, Kind, Way


class Reach(Shape):
    """A way to call an entry: what calls and transfers take as `to`. `number`: to be shown."""

    kind: Literal["agent", "extension", "number"]
    id: str
    number: str


class EntryShown(Shape):
    """An entry of the directory. `by`: how it was found. `masked`: its numbers are hidden from this user, who
    cannot call it from here."""

    id: str
    kind: Kind
    name: Words
    department: Words
    note: str
    hidden: bool
    masked: bool
    own: bool
    agent: str | None
    by: Way
    reach: list[Reach]


class DirectoryPage(Shape):
    """`total`: entries there are, found or not."""

    items: list[EntryShown]
    total: int


class EntryAsked(Asked):
    """An own entry. `zh` or `en`, and an extension or a number, must be there. `pinyin`: where `zh` is read
    unusually, a syllable for each Chinese character. `revision`: the one that was seen, on a change."""

    kind: Kind = "person"
    zh: ShortText = ""
    en: ShortText = ""
    pinyin: ShortText = ""
    department: ShortText = ""
    department_en: ShortText = ""
    extension: ShortText = ""
    numbers: Annotated[list[ShortText], Field(max_length=20)] = []
    note: LongText = ""
    hidden: bool = False
    revision: int | None = None

    def entry(self, id: str = "") -> Entry:  # noqa: A002 - the entry's
        """As a value."""
        return Entry(
            id,
            self.kind,
            self.zh,
            self.en,
            self.pinyin,
            self.department,
            self.department_en,
            self.extension,
            tuple(self.numbers),
            self.note,
            self.hidden,
        )


class EntryWhole(Shape):
    """An own entry as it is changed. `revision`: goes with the change."""

    id: str
    kind: Kind
    zh: str
    en: str
    pinyin: str
    department: str
    department_en: str
    extension: str
    numbers: list[str]
    note: str
    hidden: bool
    revision: int


class SheetAsked(Asked):
    """A sheet (CSV). Without `take` nothing changes: it is only said what would."""

    text: Annotated[str, Field(max_length=900_000)]
    take: bool = False


class FaultShown(Shape):
    """What is wrong with a line, in the user's language. Line 0: the sheet as a whole."""

    line: int
    key: str
    title: str
    detail: str


class SheetLineShown(Shape):
    """What a line does, or would do. `what`: new, changed, same."""

    line: int
    what: Literal["new", "changed", "same"]
    name: Words
    numbers: list[str]


class SheetShown(Shape):
    """What a sheet does. `taken`: it was done. The first lines and faults only, as many as `most`; the counts
    are of all."""

    taken: bool
    new: int
    changed: int
    same: int
    wrong: int
    most: int
    lines: list[SheetLineShown]
    faults: list[FaultShown]


def entry_shown(found: Found, *, whole: bool) -> EntryShown:
    """An entry; its numbers only if they are not hidden, or for whoever may see the `whole`."""
    entry = found.entry
    masked = entry.hidden and not whole
    return EntryShown(
        id=entry.id,
        kind=entry.kind,
        name=Words(zh=entry.zh or entry.en, en=entry.en),
        department=Words(zh=entry.department, en=entry.department_en),
        note=entry.note,
        hidden=entry.hidden,
        masked=masked,
        own=entry.source == "own",
        agent=None if masked else entry.agent,
        by=found.by,
        reach=[] if masked else _reach(entry),
    )


def entry_whole(entry: Entry, revision: int) -> EntryWhole:
    """An own entry, to be changed."""
    return EntryWhole(
        id=entry.id,
        kind=entry.kind,
        zh=entry.zh,
        en=entry.en,
        pinyin=entry.pinyin,
        department=entry.department,
        department_en=entry.department_en,
        extension=entry.extension,
        numbers=list(entry.numbers),
        note=entry.note,
        hidden=entry.hidden,
        revision=revision,
    )


def fault_shown(fault: Fault, locale: str) -> FaultShown:
    """In words."""
    said = say(fault.key, locale, fault.params)
    return FaultShown(line=fault.line, key=fault.key, title=said.title, detail=said.detail)


def _reach(entry: Entry) -> list[Reach]:
    inside: list[Reach] = []
    if entry.agent is not None:
        inside = [Reach(kind="agent", id=entry.agent, number=entry.extension)]
    elif entry.extension:
        inside = [Reach(kind="extension", id=entry.extension, number=entry.extension)]
    outside = [Reach(kind="number", id=dialled(normalised(n)), number=normalised(n)) for n in entry.numbers]
    return inside + outside
