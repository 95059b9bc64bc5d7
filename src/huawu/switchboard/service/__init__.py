"""Use cases of the switchboard: `entries` of the directory, `slips` for those who are away."""
