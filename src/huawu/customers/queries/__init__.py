"""What others may read about customers."""

from huawu.customers.queries.finding import at_number, behind_numbers, search, standings_at
from huawu.customers.queries.identity import code_targets, identity_of
from huawu.customers.queries.knowing import customer, ids_of, kept_of, names, number_went_to
from huawu.customers.queries.merging import duplicates_of, merges_of
from huawu.customers.queries.readiness import at_a_glance, readiness_of
from huawu.customers.queries.reviewing import review_counts, reviews
from huawu.customers.queries.sheets import imports, pages
from huawu.customers.queries.standing import known_standing, related, standing
from huawu.customers.queries.verdicts import error_counts, verdicts_of

__all__ = [
    "at_a_glance",
    "at_number",
    "behind_numbers",
    "code_targets",
    "customer",
    "duplicates_of",
    "error_counts",
    "identity_of",
    "ids_of",
    "imports",
    "kept_of",
    "known_standing",
    "merges_of",
    "names",
    "number_went_to",
    "pages",
    "readiness_of",
    "related",
    "review_counts",
    "reviews",
    "search",
    "standing",
    "standings_at",
    "verdicts_of",
]
