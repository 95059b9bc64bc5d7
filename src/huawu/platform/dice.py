"""Dice: chance as an argument, so that whoever throws can be told what to throw."""

import random

Dice = random.Random


def seeded(seed: str) -> Dice:
    """Dice that always fall alike for the same seed. Never for secrets: those come from `secrets`."""
    return random.Random(seed)  # noqa: S311
