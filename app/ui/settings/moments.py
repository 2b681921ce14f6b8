"""Sizes and moments as one says them."""

from datetime import datetime

from app.domain.calendar import day_words


def size_words(size: int) -> str:
    """Bytes as one says them: "512 KB", "1.4 MB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} KB"


def moment_words(at: datetime) -> str:
    """An instant on this computer's clock: "Fri 4 Dec 2026, 16:02"."""
    here = at.astimezone()
    return f"{day_words(here.date())}, {here:%H:%M}"
