"""Answers: sentences for people, or one JSON document on standard output and nothing else there."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from datetime import date, datetime, time
from io import TextIOWrapper
from pathlib import Path


def answer(args: Namespace, document: object, lines: Iterable[str]) -> None:
    """Say `document` with --json, else `lines`; names have letters that a terminal may lack."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace", encoding="utf-8" if args.json else None)
    if args.json:
        json.dump(document, sys.stdout, indent=2, ensure_ascii=False, default=_plain)
        sys.stdout.write("\n")
        return
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def warn(sentence: str) -> None:
    """One sentence on standard error."""
    sys.stderr.write(f"{sentence}\n")
