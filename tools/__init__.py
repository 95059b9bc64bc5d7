"""The house's own checks: what the architecture asks for and no ready-made checker looks at.

`python -m tools` runs them all over the checkout it is in, prints each finding as `path:line: rule: what to
do` and ends with 1 if there is one. Each rule is a module with `find(house) -> Iterator[Finding]`; exceptions
stand, each with its reason and decision, in docs/decisions/exemptions.md.
"""
