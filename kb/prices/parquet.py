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

GROUP: Final = 1 << 16
"""Rows of a group of a joined file, which are read together."""

SHARED: Final = ("whose", "payer", "plan", "setting", "amount")


def to_parquet(columns: Mapping[str, type], rows: Mapping[str, Sequence[object]], about: Mapping[str, Any]) -> bytes:
    """Write columns of some types, with what the file is as plain values. The same input gives the same bytes."""
    schema = {name: KINDS[kind] for name, kind in columns.items()}
    frame = pl.DataFrame({name: list(rows[name]) for name in columns}, schema=schema)
    out = io.BytesIO()
    told = json.dumps(about, sort_keys=True)
    frame.write_parquet(out, compression="zstd", metadata={ABOUT: told}, statistics=True)
    return out.getvalue()


def write_parquet(path: Path, columns: Mapping[str, type], rows: Mapping[str, Sequence[object]]) -> None:
    """Write a file of some rows, one of many that are joined."""
    path.write_bytes(to_parquet(columns, rows, {}))


def join_parquet(
    path: Path, columns: Mapping[str, type], first: Mapping[str, Sequence[object]], rest: Sequence[Path],
    about: Mapping[str, Any],
) -> None:  # fmt: skip
    """Write one file of some rows and those of many files behind them, which are never all in memory."""
    schema = {name: KINDS[kind] for name, kind in columns.items()}
    head = pl.DataFrame({name: list(first[name]) for name in columns}, schema=schema).lazy()
    whole = pl.concat([head, pl.scan_parquet(list(rest))]) if rest else head
    told = json.dumps(about, sort_keys=True)
    whole.sink_parquet(path, compression="zstd", statistics=True, metadata={ABOUT: told}, row_group_size=GROUP)


def sharing(path: Path, wanted: Mapping[str, Sequence[object]], kinds: Collection[str]) -> dict[str, list[Any]]:
    """Find the codes that have wanted amounts, out of the rows of some kinds.

    `wanted` has the columns whose, hospital, payer, plan, setting, amount and plain, which is the amount without
    zeros at its end. What is found has whose, payer, plan, setting, amount, how many codes there are, and which.
    """
    asked = pl.DataFrame(dict(wanted), schema=dict.fromkeys((*SHARED, "hospital", "plain"), pl.String)).lazy()
    amount, code, on = pl.col("amount"), pl.col("code"), ["hospital", *SHARED[1:4]]
    bare = amount.str.strip_chars_end("0").str.strip_chars_end(".")
    plain = pl.when(amount.str.contains(".", literal=True)).then(bare).otherwise(amount)
    whose = pl.col("hospital").is_in(sorted(set(map(str, wanted["hospital"]))))
    rows = pl.scan_parquet(path).filter(whose & pl.col("kind").is_in(sorted(kinds)) & ~pl.col("all_codes"))
    some = rows.select(*on, "code", plain.alias("plain"))
    plans = some.join(asked.select("whose", *on).unique(), on=on).group_by(SHARED[:4]).agg(
        pl.lit(None, pl.String).alias("amount"), code.n_unique().alias("count"), pl.lit("").alias("codes")
    )  # fmt: skip
    hits = some.join(asked, on=[*on, "plain"]).group_by(SHARED).agg(
        code.n_unique().alias("count"), code.unique().sort().str.join(" ").alias("codes"))  # fmt: skip
    found: dict[str, list[Any]] = pl.concat([plans, hits]).collect(engine="streaming").to_dict(as_series=False)
    return found


def about_parquet(path: Path) -> dict[str, Any]:
    """Give what a file says that it is."""
    told: dict[str, Any] = json.loads(pl.read_parquet_metadata(path)[ABOUT])
    return told


def from_parquet(path: Path, column: str = "", values: Collection[str] = ()) -> dict[str, list[Any]]:
    """Give the columns of all rows, or of those that have one of some values in a column; others are passed over."""
    every = pl.scan_parquet(path, use_statistics=True)
    found = every.filter(pl.col(column).is_in(sorted(values))) if column else every
    return found.collect().to_dict(as_series=False)
