"""What somebody chose before: named layouts, laid over the sheets of a file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.lists import Layout, ListName, SheetLayout
from app.importers.fields import fields_for
from app.importers.headings import plain

_ALIKE = 0.75
"""The share of a layout's headings that a line must have to be its heading, when it is not the very same."""


class Chosen:
    """The layouts that may hold for a file, the likeliest first.

    `sure` is a layout that somebody picked for this very file: it holds by the name of the sheet as well.
    Others are found by the look of the headings.
    """

    def __init__(
        self, list_name: ListName, layouts: Iterable[Layout] = (), sure: Layout | None = None
    ) -> None:
        self._keys = {spec.key for spec in fields_for(list_name)}
        self._sure = sure
        self._layouts = (*((sure,) if sure else ()), *layouts)
        self._used: Counter[str] = Counter()
        self._looks: list[set[str]] = []
        self._matched: set[str] = set()

    def ranked(self, sheets: Sequence[Sequence[SheetLayout]]) -> "Chosen":
        """The same with the layout first that knows the most of these sheets, by their possible headings."""
        self._looks = [{one.look for one in choices} for choices in sheets]
        if self._sure is None:
            self._layouts = tuple(sorted(self._layouts, key=lambda one: -_known(one, self._looks)))
        return self

    @property
    def name(self) -> str:
        """The layout that was used for most sheets; "" for none, or for picks without a name."""
        if self._sure is not None:
            return self._sure.name
        return self._used.most_common(1)[0][0] if self._used else ""

    @property
    def is_sure(self) -> bool:
        """Whether somebody picked how this very file is read."""
        return self._sure is not None

    @property
    def any_used(self) -> bool:
        """Whether somebody's choice held for a sheet."""
        return bool(self._used)

    def holds_for(self, title: str) -> bool:
        """Whether the heading of a sheet was one of those that somebody chose."""
        return title in self._matched

    def leaves_out(self, title: str, choices: Sequence[SheetLayout]) -> bool:
        """Whether a sheet is not to be read: by its name, or by headings that are left out elsewhere."""
        looks = {one.look for one in choices}
        for layout in self._layouts:
            if layout is not self._sure and not _known(layout, self._looks):
                continue
            parts = [part for part in layout.sheets if part.sheet == title]
            parts = parts or [part for part in layout.sheets if part.look in looks]
            if parts:
                return not any(part.read for part in parts)
        return False

    def heading(self, title: str, choices: Sequence[SheetLayout]) -> SheetLayout | None:
        """The heading of a sheet as it was chosen before; None where nothing was chosen that fits."""
        for exact in (True, False):
            for layout in self._layouts:
                parts = [part for part in layout.sheets if part.read and part.look]
                if layout is self._sure and (own := [part for part in parts if part.sheet == title]):
                    parts = own
                found = self._fitting(parts, choices, exact=exact)
                if found is not None:
                    self._used[layout.name] += 1
                    self._matched.add(title)
                    return found
        return None

    def finds_columns(self, title: str, heading: SheetLayout) -> bool:
        """Whether somebody picked the heading row alone, so that its columns are still to be found."""
        parts = [part for layout in self._layouts for part in layout.sheets if part.look == heading.look]
        own = [part for part in parts if part.sheet == title] or parts
        return bool(own) and not own[0].columns

    def columns_of(self, heading: SheetLayout) -> SheetLayout | None:
        """A heading further down a sheet, with the columns that were chosen for its look."""
        return next(
            (
                self._with(heading, part)
                for layout in self._layouts
                for part in layout.sheets
                if part.read and part.look == heading.look
            ),
            None,
        )

    def _fitting(
        self, parts: Sequence[SheetLayout], choices: Sequence[SheetLayout], *, exact: bool
    ) -> SheetLayout | None:
        if exact:
            by_look = {part.look: part for part in reversed(parts)}
            found = next((one for one in choices if one.look in by_look), None)
            return None if found is None else self._with(found, by_look[found.look])
        pairs = [(_alike(part, one), one, part) for part in parts for one in choices]
        best = max(pairs, key=lambda pair: pair[0], default=None)
        return self._with(best[1], best[2]) if best and best[0] >= _ALIKE else None

    def _with(self, heading: SheetLayout, part: SheetLayout) -> SheetLayout:
        """The columns of a part under this heading: by their place if it is the same, else by their words."""
        if not part.columns:
            return heading
        if part.look == heading.look:
            columns = {column: key for column, key in part.columns.items() if key in self._keys}
            return replace(heading, columns=columns, guessed=frozenset())
        words = {
            plain(text): part.columns.get(column) for column, text in enumerate(part.headings, 1) if text
        }
        columns = {}
        for column, text in enumerate(heading.headings, 1):
            key = words[plain(text)] if plain(text) in words else heading.columns.get(column)
            if key in self._keys and key not in columns.values():
                columns[column] = key
        return replace(heading, columns=columns)


def _known(layout: Layout, looks: Sequence[set[str]]) -> int:
    own = {part.look for part in layout.sheets if part.look}
    return sum(bool(own & each) for each in looks)


def _alike(part: SheetLayout, heading: SheetLayout) -> float:
    own = {plain(text) for text in part.headings if text}
    other = {plain(text) for text in heading.headings if text}
    return len(own & other) / max(len(own | other), 1) if own else 0.0
