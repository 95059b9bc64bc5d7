"""Families of loads, waits and staff."""

from typing import Any

from huawu.app.reference.inputs import Inputs, Unsupported
from huawu.measures import day_plan, time_varying
from huawu.measures.erlang import delay, loss, patience, staffing
from huawu.measures.markov import pools, retrial

Got = dict[str, Any]


def erlang_b(given: Inputs) -> Got:
    n, a = given.servers(), given.load()
    blocking = loss.erlang_b(n, a)
    carried = a * (1 - blocking)
    return {
        "blocking": blocking,
        "carried_erlangs": carried,
        "lost_erlangs": a * blocking,
        "occupancy": carried / n if n else 0.0,
    }


def erlang_b_inverse(given: Inputs) -> Got:
    blocking = float(given.take("blocking", "gos", "p_block"))
    if given.has("trunks", "servers", "n", "lines", "agents"):
        return {"max_erlangs": loss.largest_load(given.servers(), blocking)}
    n = loss.fewest_trunks(given.load(), blocking)
    return {"min_trunks": n, "trunks": n, "servers": n, "min_servers": n}


def erlang_c(given: Inputs) -> Got:
    n, a = given.servers(), given.load()
    found = delay.delay(n, a, aht=given.aht(), threshold=given.threshold())
    return {
        "erlangs": a,
        "p_wait": found.p_wait,
        "asa_s": found.mean_wait,
        "asa": found.mean_wait,
        "mean_wait": found.mean_wait,
        "service_level": found.service_level,
        "occupancy": found.occupancy,
        "mean_queue": found.mean_queue,
    }


def staff_c(given: Inputs) -> Got:
    found = staffing.agents_for(
        given.load(), aht=given.aht(), target=given.target(), threshold=given.threshold()
    )
    return {"min_agents": found.agents, "achieved_sl": found.service_level, "sl": found.service_level}


def erlang_a(given: Inputs) -> Got:
    arrivals, service, abandon = given.rates()
    found = patience.erlang_a(
        given.servers(), arrivals, service=service, abandon=abandon, threshold=given.threshold()
    )
    return _patience(found)


def _patience(found: patience.Patience) -> Got:
    return {
        "p_wait": found.p_wait,
        "p_abandon": found.p_abandon,
        "mean_wait_all": found.mean_wait,
        "mean_wait": found.mean_wait,
        "occupancy": found.occupancy,
        "mean_queue": found.mean_queue,
        "served_within_T": found.served_within,
        "abandoned_within_T": found.abandoned_within,
        "SL_offered": found.sl_offered,
        "SL_answered": found.sl_answered,
        "SL_excl_abandons_le_T": found.sl_excluding_short_abandons,
        "SL_abandons_le_T_count_good": found.sl_counting_short_abandons,
        "SL_virtual": found.sl_virtual,
    }


def staff_a(given: Inputs) -> Got:
    arrivals, service, abandon = given.rates()
    target, threshold = given.target(), given.threshold()
    n, found = staffing.agents_with_patience(
        arrivals, service=service, abandon=abandon, target=target, threshold=threshold
    )
    without = staffing.agents_for(given.load(), aht=given.aht(), target=target, threshold=threshold)
    return _patience(found) | {
        "min_agents": n,
        "sl": found.sl_offered,
        "achieved_sl": found.sl_offered,
        "erlang_c_agents": without.agents,
    }


def finite_lines(given: Inputs) -> Got:
    n, lines = int(given.take("agents", "servers", "n")), int(given.take("lines", "K", "trunks"))
    found = delay.finite_lines(n, lines, given.load())
    return {
        "blocking": found.blocking,
        "p_wait_given_admitted": found.p_wait_admitted,
        "mean_wait_over_service": found.mean_wait,
        "mean_wait": found.mean_wait * given.aht(),
        "occupancy": found.occupancy,
    }


def extended_b(given: Inputs) -> Got:
    fresh = float(given.take("fresh_erlangs", "offered_erlangs", "a"))
    total, blocking = loss.extended_b(given.servers(), fresh, float(given.take("recall", "recall_factor")))
    return {"total_erlangs": total, "blocking": blocking}


def engset(given: Inputs) -> Got:
    n = int(given.take("trunks", "servers", "n", "lines"))
    time, call = loss.engset(n, int(given.take("sources", "S", "N")), float(given.take("alpha", "a", "load")))
    return {"time_congestion": time, "call_congestion": call}


def halfin_whitt(given: Inputs) -> Got:
    return {"p_wait": staffing.halfin_whitt(float(given.take("beta")))}


def cross_trained(given: Inputs) -> Got:
    skills = given.take("skills")
    rows = list(skills.values()) if isinstance(skills, dict) else skills
    found = staffing.cross_trained(
        [(calls, aht) for calls, aht in rows],
        interval=float(given.get(1_800.0, "interval_s", "interval")),
        target=given.target(),
        threshold=given.threshold(),
    )
    return {
        "min_agents": found.together,
        "unstable_below": found.unstable_below,
        "separate_total": found.apart,
    }


# ---- several classes and pools -----------------------------------------------------------------------------


def inverted_v(given: Inputs) -> Got:
    rows = [(int(n), float(mu)) for n, mu in given.take("pools")]
    found = pools.inverted_v(
        float(given.take("lam", "arrival_rate", "lambda")),
        rows,
        first=_policy(str(given.get(given.name, "policy"))),
        abandon=float(given.get(0.0, "theta", "abandon_rate")),
    )
    speeds = [mu for _, mu in rows]
    return {
        "p_wait": found.p_wait,
        "mean_wait": found.mean_wait,
        "occ": list(found.occupancy),
        "occ_fast": found.occupancy[speeds.index(max(speeds))],
        "occ_slow": found.occupancy[speeds.index(min(speeds))],
    }


def _policy(words: str) -> str:
    known = words.upper()
    if "FSF" in known or "FAST" in known:
        return pools.FASTEST
    return pools.SLOWEST if "SSF" in known or "SLOW" in known else pools.ANY


def _classes(given: Inputs) -> tuple[list[tuple[float, float]], list[int]]:
    lam = [float(rate) for rate in given.take("lam", "arrival_rates", "lambda")]
    mu = given.take("mu", "service_rates", "service_rate")
    speeds = [float(each) for each in mu] if isinstance(mu, list) else [float(mu)] * len(lam)
    if given.has("priority_order"):
        order = [int(each) for each in given.take("priority_order")]
        priorities = [order.index(k) for k in range(1, len(lam) + 1)]
    else:
        priorities = [int(each) for each in given.get(list(range(len(lam))), "priority", "priorities")]
    return list(zip(lam, speeds, strict=True)), priorities


def priorities(given: Inputs) -> Got:
    loads, order = _classes(given)
    n = int(given.get(1, "n", "agents", "servers"))
    waits = delay.priority_waits(n, loads, order)
    rho = [rate / (n * mu) for rate, mu in loads]
    got: Got = {
        "mean_wait": waits,
        "conservation_sum_rhoW": sum(r * w for r, w in zip(rho, waits, strict=True)),
        "mean_queue": [rate * w for (rate, _), w in zip(loads, waits, strict=True)],
    }
    if given.has("cost"):
        parts = zip(given.take("cost"), loads, waits, strict=True)
        got["cost_rate"] = sum(cost * rate * wait for cost, (rate, _), wait in parts)
    return got


def n_design(given: Inputs) -> Got:
    one, two = given.take("lam", "arrival_rates")
    first, second = given.take("pools", "agents")
    service, abandon = _rates_of(given)
    found = pools.n_design((one, two), service=service, abandon=abandon, pools=(first, second))
    return {
        "p_abandon": list(found.p_abandon),
        "occ": list(found.occupancy),
        "occupancy": list(found.occupancy),
        "q": list(found.mean_queue),
    }


def queue_ratio(given: Inputs) -> Got:
    one, two = given.take("lam", "arrival_rates")
    service, abandon = _rates_of(given)
    share = float(given.take("target_share", "share", "ratio"))
    found = pools.queue_ratio(given.servers(), (one, two), service=service, abandon=abandon, share=share)
    q1, q2 = found.mean_queue
    return {
        "q1": q1,
        "q2": q2,
        "share": q1 / (q1 + q2),
        "p_abandon": list(found.p_abandon),
        "p_wait": found.p_wait,
        "occupancy": found.occupancy[0],
    }


def _rates_of(given: Inputs) -> tuple[float, float]:
    return float(given.take("mu", "service_rate")), float(given.take("theta", "abandon_rate"))


def with_retrials(given: Inputs) -> Got:
    callers = retrial.Callers(
        fresh=float(given.take("lam", "fresh_rate", "arrival_rate", "fresh", "lambda")),
        service=float(given.get(1.0, "mu", "service_rate")),
        abandon=float(given.take("theta", "abandon_rate")),
        again=float(given.get(1.0, "retry_prob", "p_retry", "p_redial", "redial_prob", "p", "recall")),
        retry=float(given.take("retry_rate", "redial_rate", "delta", "gamma", "eta", "orbit_rate", "nu")),
    )
    found = retrial.with_retrials(given.servers(), callers, lines=given.get(None, "lines", "K"))
    return {
        **dict.fromkeys(
            ("attempts", "attempt_rate", "total_rate", "lam_total", "attempts_rate"), found.attempts
        ),
        **dict.fromkeys(("mean_orbit", "orbit", "E_orbit"), found.mean_orbit),
        **dict.fromkeys(("mean_queue", "E_queue", "queue"), found.mean_queue),
        "p_wait": found.p_wait,
        **dict.fromkeys(("p_abandon", "abandonment", "abandon_rate"), found.p_abandon),
        **dict.fromkeys(("p_lost", "p_never_served"), found.p_lost),
        "occupancy": found.occupancy,
    }


# ---- over the day ------------------------------------------------------------------------------------------

_WAVE = r"lambda\(t\)\s*=\s*([\d.]+)\s*\+\s*([\d.]+)\s*sin\(2\s*pi\s*t/([\d.]+)\)"


def offered_load(given: Inputs) -> Got:
    service = float(given.take("mean_service_h", "mean_service", "aht_h"))
    wave = _wave(given)
    return {
        "offered_load": [
            time_varying.offered_load(wave, service=service, t=t) for t in given.get([], "t_h", "t")
        ],
        "peak_lag_h": time_varying.peak_lag(service=service, period=wave.period),
    }


def _wave(given: Inputs) -> time_varying.DailyWave:
    """From the inputs, else from the law that the source states."""
    if given.has("mean_rate", "lam_mean", "base"):
        return time_varying.DailyWave(
            float(given.take("mean_rate", "lam_mean", "base")),
            float(given.take("swing", "amplitude", "lam_amplitude")),
            float(given.get(24.0, "period_h", "period")),
        )
    stated = given.in_source(_WAVE)
    if stated is None:
        raise Unsupported("arrival law")
    mean, swing, period = (float(each) for each in stated.groups())
    return time_varying.DailyWave(mean, swing, period)


_SHIFTED = r"lambda\s*=\s*([\d.]+)\s*\+\s*([\d.]+)\s*sin\(2\s*pi\s*\(t\s*-\s*([\d.]+)\)/([\d.]+)\)"


def day_plans(given: Inputs) -> Got:
    """Three ways to staff a day that changes, from the inputs or from the law that the source states."""
    day = day_plan.Day(
        _shifted_wave(given),
        _stated(given, r"AHT ([\d.]+) min", "aht_min", "mean_service_min") / 60,
        _stated(given, r"patience ([\d.]+) min", "patience_min", "mean_patience_min") / 60,
        _stated(given, r"P\(delay\)\s*<=\s*([\d.]+)", "target", "p_delay_target"),
    )
    plans = [
        day_plan.sipp(day),
        day_plan.sipp(day, lag=day.service_time),
        day_plan.modified_offered_load(day),
    ]
    worst = [day_plan.worst_delay(day, plan) for plan in plans]
    return {
        "sipp_max_halfhour_p_delay": worst[0],
        "lag_sipp_max": worst[1],
        "mol_max": worst[2],
        "agent_hours": [day_plan.agent_time(day, plan) for plan in plans],
    }


def _stated(given: Inputs, pattern: str, *names: str) -> float:
    if given.has(*names):
        return float(given.take(*names))
    found = given.in_source(pattern)
    if found is None:
        raise Unsupported(names[0])
    return float(found[1])


def _shifted_wave(given: Inputs) -> time_varying.DailyWave:
    stated = given.in_source(_SHIFTED)
    if stated is None:
        return _wave(given)
    mean, swing, shift, period = (float(each) for each in stated.groups())
    return time_varying.DailyWave(mean, swing, period, shift)
