"""Measure how good a ranking is, from relevance grades given by people. Pure.

A grade above 0 is relevant; a document without a grade counts as 0. Both measures are between 0 and 1, where 1 is the
best possible order, and are averaged over the queries that have at least one relevant document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import fmean


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Give the normalised discounted cumulative gain of the first `depth` places.

    DCG = Σ over places i = 1 … depth of grade(i) / log2(i + 1), and nDCG = DCG of the ranking / DCG of the grades
    in falling order. The gain is the grade itself, as trec_eval has it, not 2^grade - 1.
    """
    best = _dcg(sorted((max(0, grade) for grade in grades.values()), reverse=True)[:depth])
    return _dcg(max(0, grades.get(name, 0)) for name in ranking[:depth]) / best if best else 0.0


def _dcg(gains: Iterable[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))


def average_precision(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Give the average precision of a whole ranking; its mean over queries is MAP.

    AP = 1/R · Σ over places i that hold a relevant document of (relevant documents in places 1 … i) / i, where R is
    the number of relevant documents there are, found or not.
    """
    places = (place for place, name in enumerate(ranking, 1) if grades.get(name, 0) > 0)
    relevant = sum(grade > 0 for grade in grades.values())
    return sum(found / place for found, place in enumerate(places, 1)) / relevant if relevant else 0.0


def mean(values: Iterable[float]) -> float:
    """Give the mean; 0 of no values."""
    listed = list(values)
    return fmean(listed) if listed else 0.0
