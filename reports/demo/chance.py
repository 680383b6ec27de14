"""Chance that is the same at every run: each line of work draws from a stream of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

__all__ = ["day_between", "spread", "stream"]


def stream(*keys: str) -> Random:
    """A stream named by its keys, so that one line of work never shifts the numbers of another."""
    return Random("/".join(keys))  # noqa: S311 - repeatable on purpose, guards nothing


def day_between(rng: Random, first: date, last: date) -> date:
    """Any day from ``first`` to ``last``, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares in proportion to the weights that add up to ``total`` (largest remainder)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares
