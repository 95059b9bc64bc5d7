"""Run every rule over the checkout in the current folder."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tools import budgets, exemptions, papers, privacy, purity, rooms, trials
from tools.house import Finding, House

RULES = (budgets, rooms, purity, trials, privacy, papers)


def find(house: House) -> Iterator[Finding]:
    """Everything that breaks a rule and is not exempt."""
    return exemptions.apply(house, (finding for rule in RULES for finding in rule.find(house)))


def main() -> int:
    findings = list(find(House(Path.cwd())))
    for finding in findings:
        print(finding)
    print(f"house rules: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
