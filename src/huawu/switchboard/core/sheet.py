"""The directory as a spreadsheet (CSV, RFC 4180): read with all its faults, and written.

Columns are named in the first line, in Chinese or English, in any order. Fields are divided by commas,
semicolons or tabs, whichever the first line has. A line without `id` is a new entry; one with the id of an
own entry changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huawu.platform import sheets
from huawu.platform.sheets import Fault, cells_of
from huawu.switchboard.core.checking import faults_of, tidied
from huawu.switchboard.core.folding import joined
from huawu.switchboard.types import Entry, Kind

MOST_LINES = 10_000
COLUMNS = (
    "id",
    "kind",
    "zh",
    "en",
    "pinyin",
    "department",
    "department_en",
    "extension",
    "numbers",
    "note",
    "hidden",
)
_TITLES: Mapping[str, tuple[str, ...]] = {
    "id": ("编号",),
    "kind": ("类别", "类型", "type"),
    "zh": ("姓名", "名称", "中文名", "name", "namezh"),
    "en": ("英文名", "english", "nameen"),
    "pinyin": ("拼音",),
    "department": ("部门", "departmentzh"),
    "department_en": ("部门英文", "departmenten"),
    "extension": ("分机", "分机号", "ext"),
    "numbers": ("号码", "电话", "外线号码", "phone", "phones", "number"),
    "note": ("备注", "notes"),
    "hidden": ("保密", "号码保密", "secret"),
}
_KINDS: Mapping[str, Kind] = {
    "person": "person", "人员": "person", "个人": "person", "员工": "person",
    "room": "room", "房间": "room", "地点": "room", "客房": "room",
    "department": "department", "部门": "department",
    "outside": "outside", "外部": "outside", "外线": "outside", "外部号码": "outside",
}  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "是", "保密"})
_NO = frozenset({"", "no", "n", "false", "0", "否"})
_WRONG = {"unknown_column": "directory.sheet_unknown_column", "twice": "directory.sheet_twice"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line that can be taken. Its entry has the id "" when it is new."""

    line: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: lines that are right, and every fault of the others."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_sheet(text: str, own: Mapping[str, Entry], taken: Mapping[str, str]) -> Sheet:
    """Every line, right or wrong. `own`: own entries by id; `taken`: extension to the id of its own entry."""
    lines = cells_of(text)
    if not lines:
        return Sheet((), (Fault(0, "directory.sheet_empty"),))
    columns, faults = _columns(lines[0][1])
    if faults:
        return Sheet((), tuple(faults))
    if len(lines) - 1 > MOST_LINES:
        return Sheet((), (Fault(0, "directory.sheet_too_long", {"most": MOST_LINES}),))
    rows: list[Row] = []
    seen: dict[str, int] = {}
    at: dict[str, int] = {}
    for number, cells in lines[1:]:
        entry, wrong = _entry(columns, cells)
        wrong += _clashes(entry, own=own, taken=taken, seen=seen, at=at)
        if entry.id:
            seen.setdefault(entry.id, number)
        if entry.extension:
            at.setdefault(entry.extension, number)
        faults += [Fault(number, key, params) for key, params in wrong]
        if not wrong:
            rows.append(Row(number, entry))
    return Sheet(tuple(rows), tuple(faults))


def written(entries: Iterable[Entry]) -> str:
    """Entries as a sheet that `read_sheet` takes, and that no spreadsheet mistakes for formulas."""
    return sheets.written([COLUMNS, *map(_cells, entries)])


def _cells(entry: Entry) -> list[str]:
    cells = {name: getattr(entry, name) for name in COLUMNS}
    cells |= {"numbers": " / ".join(entry.numbers), "hidden": "yes" if entry.hidden else ""}
    return [sheets.safe(str(cells[name])) for name in COLUMNS]


def _columns(titles: Sequence[str]) -> tuple[dict[str, int], list[Fault]]:
    known = {joined(title): name for name in COLUMNS for title in (name, *_TITLES[name])}
    columns, wrong = sheets.columns_of(titles, known, joined)
    faults = [Fault(1, _WRONG[what], {"column": title}) for what, title in wrong]
    if not faults and not {"zh", "en"} & columns.keys():
        faults.append(Fault(1, "directory.sheet_no_name"))
    return columns, faults


Wrong = list[tuple[str, dict[str, Any]]]


def _entry(columns: Mapping[str, int], cells: Sequence[str]) -> tuple[Entry, Wrong]:
    cell = sheets.cell_in(columns, cells)
    wrong: Wrong = []
    kind = _KINDS.get(joined(cell("kind")) or "person")
    if kind is None:
        wrong.append(("directory.unknown_kind", {"kind": cell("kind")[:40]}))
    secret = joined(cell("hidden"))
    if secret not in _YES | _NO:
        wrong.append(("directory.bad_hidden", {"value": cell("hidden")[:40]}))
    entry = Entry(
        cell("id"),
        kind or "person",
        zh=cell("zh"),
        en=cell("en"),
        pinyin=cell("pinyin"),
        department=cell("department"),
        department_en=cell("department_en"),
        extension=cell("extension"),
        numbers=tuple(
            tidied(part)
            for part in cell("numbers").replace("；", "/").replace(";", "/").split("/")
            if part.strip()
        ),
        note=cell("note"),
        hidden=secret in _YES,
    )
    return entry, wrong + faults_of(entry)


def _clashes(
    entry: Entry,
    *,
    own: Mapping[str, Entry],
    taken: Mapping[str, str],
    seen: Mapping[str, int],
    at: Mapping[str, int],
) -> Wrong:
    wrong: Wrong = []
    if entry.id and entry.id not in own:
        wrong.append(("directory.unknown", {}))
    if entry.id in seen:
        wrong.append(("directory.sheet_same_id", {"other": seen[entry.id]}))
    if entry.extension in at:
        wrong.append(("directory.sheet_same_extension", {"other": at[entry.extension]}))
    elif entry.extension and taken.get(entry.extension, entry.id) != entry.id:
        wrong.append(("directory.extension_taken", {"extension": entry.extension}))
    return wrong
