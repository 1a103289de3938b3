"""Tables of plain columns in Parquet files. The only module that knows Polars, an extra."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

KINDS: Final = {str: pl.String, int: pl.Int64, bool: pl.Boolean}
ABOUT: Final = "kb"
"""The key below which a file says what it is."""


def to_parquet(columns: Mapping[str, type], rows: Mapping[str, Sequence[object]], about: Mapping[str, Any]) -> bytes:
    """Write columns of some types, with what the file is as plain values. The same input gives the same bytes."""
    schema = {name: KINDS[kind] for name, kind in columns.items()}
    frame = pl.DataFrame({name: list(rows[name]) for name in columns}, schema=schema)
    out = io.BytesIO()
    told = json.dumps(about, sort_keys=True)
    frame.write_parquet(out, compression="zstd", metadata={ABOUT: told}, statistics=True)
    return out.getvalue()


def about_parquet(path: Path) -> dict[str, Any]:
    """Give what a file says that it is."""
    told: dict[str, Any] = json.loads(pl.read_parquet_metadata(path)[ABOUT])
    return told


def from_parquet(path: Path, column: str = "", values: Collection[str] = ()) -> dict[str, list[Any]]:
    """Give the columns of all rows, or of those that have one of some values in a column; others are passed over."""
    every = pl.scan_parquet(path, use_statistics=True)
    found = every.filter(pl.col(column).is_in(sorted(values))) if column else every
    return found.collect().to_dict(as_series=False)
