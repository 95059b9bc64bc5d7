"""Configuration as versioned data: who changed what and when, drafts, publishing all at once, the way back.

An *item* is one (kind, key), such as queue `front-desk` or number `4001`; its body is plain values. Every
change is a new version: first a draft, then published, then retired when a newer one takes its place.
Publishing gives the whole configuration of the site the next *number*, by which live decisions are
explained and to which `roll_back` returns. A body of None takes the item away.

Rooms say what a body of their kind must be: `checker("queue", check)`. Kinds: queue, flow, number,
wrap_up_type, pause_reason, skill, team, agent, trunk, hours, site.
"""

from huawu.platform.config.checks import Checker, checker, known_kinds
from huawu.platform.config.events import ConfigPublished
from huawu.platform.config.exchange import Wanted, export_yaml, import_yaml, wanted
from huawu.platform.config.models import ConfigNumberRow, ConfigVersionRow
from huawu.platform.config.queries import (
    Publication,
    Version,
    at_number,
    changed,
    differing,
    drafted,
    drafts,
    history,
    in_force_between,
    number,
    publications,
    published,
    whole,
)
from huawu.platform.config.seen import NOTHING, ChangedMeanwhile, Standing, standings
from huawu.platform.config.service import (
    Allow,
    discard_draft,
    publish,
    roll_back,
    save_draft,
    save_drafts,
)

__all__ = [
    "NOTHING",
    "Allow",
    "ChangedMeanwhile",
    "Checker",
    "ConfigNumberRow",
    "ConfigPublished",
    "ConfigVersionRow",
    "Publication",
    "Standing",
    "Version",
    "Wanted",
    "at_number",
    "changed",
    "checker",
    "differing",
    "discard_draft",
    "drafted",
    "drafts",
    "export_yaml",
    "history",
    "import_yaml",
    "in_force_between",
    "known_kinds",
    "number",
    "publications",
    "publish",
    "published",
    "roll_back",
    "save_draft",
    "save_drafts",
    "standings",
    "wanted",
    "whole",
]
