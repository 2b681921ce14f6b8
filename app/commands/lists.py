"""Commands on the lists: import, candidates, decide, crosscheck, match."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.commands.asking import unlocked
from app.commands.saying import answer
from app.domain.lists import ListName
from app.domain.matching import Band
from app.errors import Refused
from app.services.desk import Desk
from app.services.lists import references
from app.services.lists.intake import ImportResult, Preview
from app.services.people.crosschecking import ChildRow
from app.services.people.record_linkage import match_file


def take_in(args: Namespace) -> int:
    """Read one or more files of a list; each row is accepted, unchanged, or refused with a reason."""
    name = ListName(args.list)
    several = len(args.files) > 1
    desk = unlocked(args)
    try:
        results = desk.intake.take_in_all([_read(desk, name, file, several) for file in args.files])
    finally:
        desk.close()
    files = [_file(path, result) for path, result in zip(args.files, results, strict=True)]
    answer(args, {"files": files}, [line for result in results for line in _told(result)])
    return 0


def _read(desk: Desk, name: ListName, file: str, several: bool) -> Preview:
    """One file of them; a refusal says which."""
    try:
        return desk.intake.preview(name, Path(file))
    except Refused as refused:
        if several:
            raise Refused(f"{Path(file).name}: {refused.sentence} Nothing was imported.") from refused
        raise


def _file(path: str, result: ImportResult) -> dict[str, object]:
    refused = [{"sheet": one.sheet, "row": one.row, "reason": one.reason} for one in result.refused]
    return {
        "file": path,
        "list": result.list_name.value,
        "rows": result.rows,
        "accepted": result.accepted,
        "unchanged": result.unchanged,
        "refused": refused,
        **({"warning": result.older} if result.older else {}),
    }


def _told(result: ImportResult) -> list[str]:
    head = (
        f"{result.file_name}: {result.rows} rows, {result.accepted} accepted, {result.unchanged} unchanged, "
    )
    return [
        f"{head}{len(result.refused)} refused.",
        *([f"  look: {result.older}"] if result.older else []),
        *(f"  refused: {one.sheet}, row {one.row}: {one.reason}" for one in result.refused),
    ]


def candidates(args: Namespace) -> int:
    """Pairs of rows that may be one person and are not decided."""
    desk = unlocked(args)
    try:
        pairs = references.candidates(desk.store, desk.who)
    finally:
        desk.close()
    document = [
        {
            "a": {"list": pair.a[0].value, "ref": pair.a[1]},
            "b": {"list": pair.b[0].value, "ref": pair.b[1]},
            "score": pair.score,
            "band": pair.band.value,
            "reasons": [
                {"field": one.field, "level": one.level, "weight": one.weight} for one in pair.reasons
            ],
        }
        for pair in pairs
    ]
    lines = [f"{pair.band.value:9} {pair.score:6.1f}  {_ref(pair.a)} ~ {_ref(pair.b)}" for pair in pairs]
    answer(args, document, lines or ["Nothing to decide."])
    return 0


def _ref(place: tuple[ListName, str]) -> str:
    return f"{place[0].value}:{place[1]}"


def decide(args: Namespace) -> int:
    """Record that two rows are the same child, are not, or that an agency is to be asked."""
    if not args.reason.strip():
        raise Refused("A decision needs its reason; say in a few words why with --reason.")
    desk = unlocked(args)
    try:
        a, b = (references.subject_of(desk.store, ref) for ref in (args.ref_a, args.ref_b))
        row = desk.who.decide(a, b, args.verdict, args.reason)
    finally:
        desk.close()
    document: Mapping[str, object] = {
        "id": row.id,
        "a": args.ref_a,
        "b": args.ref_b,
        "decision": row.verdict,
        "reason": row.reason,
        "by": row.by,
        "at": row.at,
    }
    answer(args, document, [f"Recorded: {args.ref_a} and {args.ref_b}: {row.verdict}."])
    return 0


def crosscheck(args: Namespace) -> int:
    """Everybody who is on more than one list."""
    desk = unlocked(args)
    try:
        rows = desk.crosscheck.children(Band(args.accept) if args.accept else None)
        sources = desk.crosscheck.sources(rows)
    finally:
        desk.close()
    answer(
        args,
        [_child(row, sources[row.person_id]) for row in rows],
        [_child_line(row) for row in rows] or ["Nobody is on more than one list."],
    )
    return 0


def _child(row: ChildRow, sources: Iterable[tuple[ListName, str]]) -> dict[str, object]:
    return {
        "name": row.name,
        "dob": row.born,
        "lists": [name.value for name in row.lists],
        "sources": [{"list": name.value, "ref": ref} for name, ref in sources],
        "findings": [
            {"rule": one.rule, "sentence": one.sentence, "source": one.source, "severity": one.severity.value}
            for one in row.findings
        ],
    }


def _child_line(row: ChildRow) -> str:
    return f"{row.name}: {', '.join(badge.text for badge in row.badges)}. {row.why}"


def match(args: Namespace) -> int:
    """The matcher alone: a CSV of records in, a CSV of scored pairs out; needs no store."""
    done = match_file(Path(args.records), Path(args.out), args.mode)
    answer(
        args,
        {"records": done.records, "pairs": done.pairs, "seconds": done.seconds},
        [f"{done.pairs} pairs of {done.records} records in {done.seconds} s."],
    )
    return 0
