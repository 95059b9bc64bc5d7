"""Families of figures: KPIs, quality, agreement, dialling."""

from fractions import Fraction
from typing import Any

from huawu.app.reference.inputs import Inputs, Unsupported
from huawu.measures import agreement, dialler, quality, service_level, times
from huawu.measures.erlang import staffing

Got = dict[str, Any]


def kpi(given: Inputs) -> Got:
    """Every figure whose inputs are there."""
    got: Got = {}
    for figure in (_levels, _handling, _presence, _answers, _customers):
        try:
            got |= figure(given)
        except Unsupported:
            continue
    return {name: value for name, value in got.items() if value is not None}


def _levels(given: Inputs) -> Got:
    answered = int(given.take("answered", "A"))
    abandoned = int(given.get(0, "abandoned", "B"))
    counts = service_level.Counts(
        offered=int(given.get(answered + abandoned, "offered", "N")),
        answered=answered,
        answered_in_time=int(
            given.get(0, "answered_within_T", "answered_le_T", "answered_in_time", "answered_within", "A_T")
        ),
        abandoned=abandoned,
        abandoned_in_time=int(
            given.get(
                0, "abandoned_within_T", "abandoned_le_T", "abandoned_in_time", "abandoned_within", "B_T"
            )
        ),
        short_abandoned=int(given.get(0, "short_abandons", "short_abandoned", "abandoned_short", "S")),
    )
    return {
        "SL_offered": service_level.of_offered(counts),
        "SL_answered": service_level.of_answered(counts),
        "SL_abandons_le_T_count_good": service_level.abandoned_in_time_good(counts),
        "SL_excl_abandons_le_T": service_level.abandoned_in_time_removed(counts),
        "SL_short_removed": service_level.short_abandoned_removed(counts),
        "SL_excl_short": service_level.short_abandoned_removed(counts),
        **{f"SL_{name}": of(counts) for name, of in service_level.SERVICE_LEVELS.items()},
        **{name: of(counts) for name, of in service_level.SERVICE_LEVELS.items()},
        "service_level": service_level.of_offered(counts),
        "abandon_rate": service_level.abandon_rate(counts),
        "abandon_rate_excl_short": service_level.abandon_rate_without_short(counts),
    }


def _handling(given: Inputs) -> Got:
    handled = int(given.take("handled", "answered", "calls", "contacts"))
    talk = float(given.take("talk_s", "talk", "talk_min"))
    hold = float(given.get(0.0, "hold_s", "hold", "hold_min"))
    wrap_up = float(given.get(0.0, "acw_s", "acw", "wrap_up_s", "wrap_up", "acw_min"))
    aht = times.average_handle(talk, hold, wrap_up, handled=handled)
    return {"aht": aht, "aht_s": aht, "AHT": aht}


def _presence(given: Inputs) -> Got:
    got: Got = {}
    handling = ("handle", "handling", "handle_s", "handle_min", "handling_min", "handle_h")
    if given.has(*handling) and given.has("available", "available_s", "available_min", "available_h", "idle"):
        free = float(given.take("available", "available_s", "available_min", "available_h", "idle"))
        got["occupancy"] = times.occupancy(float(given.take(*handling)), free)
    if given.has(*handling) and given.has("paid", "paid_s", "paid_min", "paid_h"):
        paid = float(given.take("paid", "paid_s", "paid_min", "paid_h"))
        got["utilisation"] = got["utilization"] = times.utilisation(float(given.take(*handling)), paid)
    if given.has("scheduled_min", "scheduled"):
        scheduled = float(given.take("scheduled_min", "scheduled"))
        kept = float(given.get(0.0, "in_adherence_min", "in_adherence"))
        got["adherence"] = times.adherence(kept, scheduled)
        worked = float(given.get(0.0, "worked_min", "worked"))
        got["conformance"] = times.conformance(worked, scheduled)
    if given.has("net", "net_agents", "required") and given.has("shrinkage"):
        net = float(given.take("net", "net_agents", "required"))
        gross = staffing.gross_agents(net, shrinkage=float(given.take("shrinkage")))
        got |= dict.fromkeys(("gross", "gross_agents", "rostered"), gross)
    return got


def _answers(given: Inputs) -> Got:
    if given.has("waits", "waits_s"):
        waits = [float(each) for each in given.take("waits", "waits_s")]
        total, answered = sum(waits), len(waits)
    else:
        total = float(given.take("wait_sum_s", "wait_s", "total_wait_s", "sum_wait_answered", "sum_wait"))
        answered = int(given.take("answered", "A"))
    asa = times.average_speed_of_answer(total, answered=answered)
    return {"asa": asa, "asa_s": asa, "ASA": asa}


def _customers(given: Inputs) -> Got:
    if given.has("promoters"):
        shares = [int(given.get(0, name)) for name in ("promoters", "passives", "detractors")]
        found = times.net_promoter(*shares)
        return {} if found is None else {"nps": round(found[0], 9), "se_points": found[1]}
    if given.has("repeats", "repeated"):
        contacts = int(given.take("contacts", "calls", "handled"))
        return {"fcr": times.first_contact_resolution(contacts, int(given.take("repeats", "repeated")))}
    scores = [float(each) for each in given.take("scores", "csat_scores")]
    return {"csat": times.top_box(scores, top=float(given.get(4, "top", "top_from")))}


# ---- quality -----------------------------------------------------------------------------------------------


def monitoring(given: Inputs) -> Got:
    """Accuracy per unit and per opportunity, or the pass rate of scores."""
    if given.has("scores"):
        scores = given.take("scores")
        fatal = [bool(each) for each in given.get([0] * len(scores), "fatal")]
        rate = quality.pass_rate(scores, fatal, threshold=float(given.take("threshold", "pass_mark")))
        return {"pass_rate": rate, "passed": round((rate or 0) * len(scores)), "monitored": len(scores)}
    n = int(given.take("monitored", "units"))
    got: Got = {}
    for names, result in (
        (("units_with_end_user_critical", "units_end_user"), "end_user_critical_accuracy"),
        (("units_business", "units_with_business_critical"), "business_critical_accuracy"),
        (("units_compliance", "units_with_compliance_critical"), "compliance_critical_accuracy"),
    ):
        if given.has(*names):
            got[result] = quality.accuracy_per_unit(n, units_with_error=int(given.take(*names)))
    if given.has("noncritical_errors"):
        got["noncritical_accuracy"] = quality.accuracy_per_opportunity(
            n,
            attributes=int(given.take("noncritical_attributes_per_unit", "attributes")),
            errors=int(given.take("noncritical_errors")),
        )
    return got


def sample_size(given: Inputs) -> Got:
    n = quality.sample_size(
        given.get(None, "population", "N"),
        margin=float(given.get(0.05, "margin", "e")),
        confidence=float(given.get(0.95, "confidence")),
        p=float(given.get(0.5, "p")),
    )
    return {"n": n, "sample": n}


def wilson(given: Inputs) -> Got:
    passed, n = (
        int(given.take("pass_", "passed", "pass", "k", "x", "successes")),
        int(given.take("n", "total")),
    )
    found = quality.wilson(passed, n, confidence=float(given.get(0.95, "confidence")))
    return {"lo": found.low, "hi": found.high, "low": found.low, "high": found.high}


# ---- agreement ---------------------------------------------------------------------------------------------

_TABLES = ("table", "matrix", "confusion", "counts", "ratings", "data")
_PAIRS = (("rater1", "rater2"), ("rater_a", "rater_b"), ("a", "b"), ("ratings_a", "ratings_b"), ("r1", "r2"))


def kappa(given: Inputs) -> Got:
    """Cohen's for two raters, Fleiss' for counts of raters by unit and category."""
    weights = str(given.get("none", "weights"))
    for first, second in _PAIRS:
        if given.has(first) and given.has(second):
            table = agreement.crossed(given.take(first), given.take(second))
            return _kappa(agreement.cohen_kappa(table, weights=weights), "cohen")
    table = given.take(*_TABLES)
    named = f"{given.name} {given.source}".upper()
    if "FLEISS" in named or ("COHEN" not in named and len(table) != len(table[0])):
        return _kappa(agreement.fleiss_kappa(table), "fleiss")
    return _kappa(agreement.cohen_kappa(table, weights=weights), "cohen")


def _kappa(value: float, whose: str) -> Got:
    return {"kappa": value, f"{whose}_kappa": value, f"kappa_{whose}": value}


def alpha(given: Inputs) -> Got:
    """Krippendorff's alpha at every level; `alpha` is at the level that is asked for."""
    table = given.take("data", "ratings", "reliability_data", "matrix", "raters")
    rows = [[_rating(each) for each in row] for row in table]
    got: Got = {}
    for level in ("nominal", "ordinal", "interval", "ratio"):
        got[level] = got[f"alpha_{level}"] = agreement.krippendorff_alpha(rows, level=level)
    asked = str(given.get("", "level", "metric", "level_of_measurement")).lower()
    named = next(
        (level for level in ("ordinal", "interval", "ratio") if level in given.name.lower()), "nominal"
    )
    got["alpha"] = got.get(asked, got[named])
    return got


def _rating(value: object) -> float | None:
    if isinstance(value, int | float) and value == value:
        return float(value)
    return None if value is None or value in ("", "*", ".", "nan") or value != value else float(str(value))


# ---- dialling ----------------------------------------------------------------------------------------------


def one_shot(given: Inputs) -> Got:
    found = dialler.one_shot(
        int(given.take("idle_agents", "agents", "n")),
        int(given.take("dials", "m")),
        float(given.take("answer_prob", "p")),
    )
    return {
        "expected_answered": found.expected_answered,
        "expected_abandoned": found.expected_abandoned,
        "abandon_rate_of_answered": found.abandon_rate_of_answered,
        "agent_hit_rate": found.agent_hit_rate,
    }


def abandon_cap(given: Inputs) -> Got:
    """The 3 % rule of the United States, on exact counts."""
    cap = Fraction(str(given.get("0.03", "cap")))
    return {"ok": [dialler.within_cap(answered, gone, cap=cap) for answered, gone in given.take("cases")]}
