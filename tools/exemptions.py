"""Exemptions: each is a line of the table in docs/decisions/exemptions.md, with its reason and decision
record.

A line is `| rule | path | decision | why |`; the path may end with `/` for a folder, the rule may name what
may be reached: `doors huawu.telephony.engine`. An exemption that nothing needs any more is a finding itself,
so the list can only shrink by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.house import Finding, House

PAPER = "docs/decisions/exemptions.md"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One line of the table."""

    line: int
    rule: str
    path: str
    decision: str
    why: str

    def covers(self, finding: Finding) -> bool:
        same = finding.path == self.path or (self.path.endswith("/") and finding.path.startswith(self.path))
        return same and self.rule in (finding.rule, f"{finding.rule} {finding.subject}")


def read(house: House) -> list[Exemption]:
    """The table, without its head."""
    found = []
    for number, line in enumerate(house.text(PAPER).splitlines(), 1):
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] != "rule" and set(cells[0]) != {"-"}:
            found.append(Exemption(number, *cells))
    return found


def apply(house: House, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no exemption covers, and the exemptions that are not right."""
    table = read(house)
    used: set[Exemption] = set()
    for finding in findings:
        covering = [each for each in table if each.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for each in table:
        if not each.why or not list((house.root / "docs/decisions").glob(f"{each.decision}-*.md")):
            yield Finding(PAPER, each.line, "exemptions", "give the decision's number and the reason")
        if each not in used:
            yield Finding(PAPER, each.line, "exemptions", f"nothing in {each.path} needs this any more")
