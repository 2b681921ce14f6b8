"""Splink on the same rows as a yardstick: used where it is installed, which the program never asks for."""

import contextlib
import importlib
import importlib.util
import io
from collections.abc import Sequence
from typing import Any

from app.domain.matching.fold import fold_name, outward
from benchmarks.linkage_made import Row

_COLUMNS = ("rec_id", "source", "forename", "surname", "dob", "gender", "postcode", "outward", "town")
_RULES = (
    ("dob",),
    ("surname", "forename"),
    ("surname", "substr(dob, 1, 4)"),
    ("forename", "substr(dob, 1, 4)"),
    ("postcode",),
    ("town", "surname"),
)


def is_installed() -> bool:
    """Whether Splink, and pyarrow to hand rows to it, can be imported."""
    return all(importlib.util.find_spec(name) is not None for name in ("splink", "pyarrow"))


def splink_link(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Match weights in bits of every pair of rows of different source that its blocking rules find."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return _link(rows)


def _link(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    # By name: it is no dependency, and has no types to check against.
    splink: Any = importlib.import_module("splink")
    arrow: Any = importlib.import_module("pyarrow")
    folded = [_folded(row) for row in rows]
    table = arrow.table({column: [row[column] or None for row in folded] for column in _COLUMNS})
    api = splink.DuckDBAPI()
    linker = splink.Linker(api.register(table), _settings(splink))
    training = linker.training
    training.estimate_probability_two_random_records_match([splink.block_on("dob", "surname")], recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (("dob",), ("surname", "forename")):
        training.estimate_parameters_using_expectation_maximisation(splink.block_on(*rule))
    found = linker.inference.predict(threshold_match_weight=-20)
    source = {row["rec_id"]: row["source"] for row in rows}
    return {
        (min(one["rec_id_l"], one["rec_id_r"]), max(one["rec_id_l"], one["rec_id_r"])): one["match_weight"]
        for one in found.as_record_list()
        if source[one["rec_id_l"]] != source[one["rec_id_r"]]
    }


def _folded(row: Row) -> Row:
    postcode = row["postcode"].replace(" ", "").lower()
    names = {field: fold_name(row[field]) for field in ("forename", "surname", "town")}
    return {**row, **names, "postcode": postcode, "outward": outward(postcode)}


def _settings(splink: Any) -> Any:
    compare: Any = importlib.import_module("splink.comparison_library")
    return splink.SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            compare.JaroWinklerAtThresholds("forename", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.DamerauLevenshteinAtThresholds("dob", [1, 2]),
            compare.ExactMatch("gender"),
            compare.LevenshteinAtThresholds("postcode", [1]),
            compare.ExactMatch("town"),
        ],
        blocking_rules_to_generate_predictions=[splink.block_on(*rule) for rule in _RULES],
    )
