"""The table from the family in a case's id to the function that computes it."""

from collections.abc import Callable
from typing import Any

from huawu.app.reference import erlang, figures
from huawu.app.reference.inputs import Inputs
from huawu.app.reference.pooling import pooling

Family = Callable[[Inputs], dict[str, Any]]

FAMILIES: dict[str, Family] = {
    "ERLB": erlang.erlang_b,
    "ERLB-INV": erlang.erlang_b_inverse,
    "ERLC": erlang.erlang_c,
    "STAFFC": erlang.staff_c,
    "ERLA": erlang.erlang_a,
    "STAFFA": erlang.staff_a,
    "MMNK": erlang.finite_lines,
    "EXTB": erlang.extended_b,
    "ENGSET": erlang.engset,
    "HW": erlang.halfin_whitt,
    "INSENS": erlang.erlang_b,
    "MULTISKILL": erlang.cross_trained,
    "INVV": erlang.inverted_v,
    "PRIO": erlang.priorities,
    "CMU": erlang.priorities,
    "NDESIGN": erlang.n_design,
    "FQR": erlang.queue_ratio,
    "RETRIAL": erlang.with_retrials,
    "POOLING": pooling,
    "MOL": erlang.offered_load,
    "SIPP": erlang.day_plans,
    "KPI": figures.kpi,
    "QA": figures.monitoring,
    "SAMPLE": figures.sample_size,
    "WILSON": figures.wilson,
    "KAPPA": figures.kappa,
    "ALPHA": figures.alpha,
    "DIAL": figures.one_shot,
    "US-ABANDON": figures.abandon_cap,
}


def function_for(name: str) -> Family | None:
    """The function of the longest family that begins the id, or None."""
    parts = name.split("-")
    for length in range(len(parts), 0, -1):
        found = FAMILIES.get("-".join(parts[:length]))
        if found is not None:
            return found
    return None
