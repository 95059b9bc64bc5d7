"""How far raters agree beyond chance: Cohen (two), Fleiss (many), Krippendorff (any, with gaps)."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

Rating = float | str


def cohen_kappa(table: Sequence[Sequence[float]], *, weights: str = "none") -> float:
    """Cohen 1960. `table[i][j]`: units that the first rater put into i and the second into j. `weights`:
    none, linear or quadratic distance between categories (Cohen 1968)."""
    k = len(table)
    n = sum(map(sum, table))
    rows = [sum(row) / n for row in table]
    columns = [sum(row[j] for row in table) / n for j in range(k)]
    cells = [(i, j) for i in range(k) for j in range(k)]
    observed = sum(_apart(i, j, weights) * table[i][j] / n for i, j in cells)
    expected = sum(_apart(i, j, weights) * rows[i] * columns[j] for i, j in cells)
    return 1 - observed / expected if expected else 1.0


def _apart(i: int, j: int, weights: str) -> float:
    if weights == "linear":
        return float(abs(i - j))
    return float((i - j) ** 2) if weights == "quadratic" else float(i != j)


def crossed(first: Sequence[Rating], second: Sequence[Rating]) -> list[list[float]]:
    """The table of two raters' ratings of the same units; categories in order."""
    categories = sorted({*first, *second}, key=_order)
    pairs = Counter(zip(first, second, strict=True))
    return [[float(pairs[row, column]) for column in categories] for row in categories]


def _order(rating: Rating) -> tuple[bool, float, str]:
    return (True, 0.0, rating) if isinstance(rating, str) else (False, rating, "")


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> float:
    """Fleiss 1971. `counts[i][j]`: raters who put unit i into category j; as many raters for each unit."""
    units, raters = len(counts), sum(counts[0])
    shares = [sum(row[j] for row in counts) / (units * raters) for j in range(len(counts[0]))]
    agreed = sum(sum(c * c for c in row) - raters for row in counts) / (units * raters * (raters - 1))
    chance = sum(share * share for share in shares)
    return (agreed - chance) / (1 - chance) if chance != 1 else 1.0


def krippendorff_alpha(ratings: Sequence[Sequence[Rating | None]], *, level: str = "nominal") -> float:
    """Krippendorff's alpha. `ratings[r][u]`: what rater r gave unit u, None for a gap. `level`: nominal,
    ordinal, interval or ratio; all but nominal need numbers."""
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    weights: dict[tuple[Rating, Rating], float] = {}
    for unit in units:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    weights[one, other] = weights.get((one, other), 0.0) + 1 / (len(unit) - 1)
    totals: dict[Rating, float] = {}
    for (one, _), weight in weights.items():
        totals[one] = totals.get(one, 0.0) + weight
    distance = _distance(level, totals)
    n = sum(totals.values())
    observed = sum(weight * distance(one, other) for (one, other), weight in weights.items()) / n
    pairs = [(one, other) for one in totals for other in totals]
    expected = sum(totals[one] * totals[other] * distance(one, other) for one, other in pairs) / (n * (n - 1))
    return 1 - observed / expected if expected else 1.0


def _distance(level: str, totals: dict[Rating, float]) -> Callable[[Rating, Rating], float]:
    """The squared distance of two values at a level of measurement."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "ordinal":
        return _ordinal(totals)
    values = {value: float(value) for value in totals}
    if level == "interval":
        return lambda one, other: (values[one] - values[other]) ** 2
    if level == "ratio":
        return lambda one, other: _ratio(values[one], values[other])
    raise ValueError(f"unknown level {level}")


def _ratio(one: float, other: float) -> float:
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def _ordinal(totals: dict[Rating, float]) -> Callable[[Rating, Rating], float]:
    """Values stand as far apart as ratings lie between them, half of the own ones included."""
    ordered = sorted(totals, key=_order)
    places = {ordered[0]: 0.0} if ordered else {}
    for before, value in pairwise(ordered):
        places[value] = places[before] + (totals[before] + totals[value]) / 2
    return lambda one, other: (places[one] - places[other]) ** 2
