"""Three invented concerns on their way: one fresh, one before its strategy meeting, one for the themes."""

from datetime import date, timedelta

from app.domain.pathway import INFORMATION, SAFEGUARD, PathwayStep
from app.domain.people import Identity
from app.services.desk import Desk


def raise_concerns(desk: Desk, today: date) -> None:
    """Raise them as people did in the fortnight before the day of the demo."""
    pathway = desk.pathway
    fresh = pathway.raise_concern(
        "A neighbour has seen her get into three different cars at night.",
        "Community Safety",
        identity=Identity("Marnie", "Fell", (), _born(today, 14), "F", "", "KT1 9ZZ", "Kingston"),
        on=today - timedelta(days=1),
        referrer="Ada Storr, warden",
    )
    pathway.add_safety(fresh.id, "Visit at home tonight", "Children's Social Care", today, "N Ferris")
    going = pathway.raise_concern(
        "New phone and trainers, and a man of about thirty who waits outside the school.",
        "Education",
        identity=Identity("Dillon", "Marchbank", (), _born(today, 15), "M", "", "TW9 9ZZ", "Richmond"),
        on=today - timedelta(days=6),
        referrer="Joanna Bell, safeguarding lead",
    )
    pathway.add_safety(going.id, "School gate watched in the afternoon", "Police", today - timedelta(days=2))
    done = pathway.add_safety(going.id, "Ring his aunt", "Education", today - timedelta(days=5))
    pathway.safety_done(done.safety[0].id, "She fetches him", today - timedelta(days=5))
    pathway.take(going.id, PathwayStep.LIKELY, on=today - timedelta(days=5), decided_by="N Ferris")
    pathway.answer(going.id, SAFEGUARD, "gifts", "Phone, trainers, taxi fares; says a friend lends them.")
    pathway.answer(going.id, SAFEGUARD, "absent", "Misses Friday afternoons.")
    pathway.answer(going.id, INFORMATION, "internet", "Met him in a game.")
    pathway.save(going.id, {"borough": "Richmond", "lead_professional": "N Ferris"})
    theme = pathway.raise_concern(
        "Shared a picture of a classmate in a group.",
        "Education",
        identity=Identity("Orla", "Penhale", (), _born(today, 13), "F", "", "KT2 9ZZ", "Kingston"),
        on=today - timedelta(days=12),
    )
    pathway.take(
        theme.id,
        PathwayStep.EMERGING,
        on=today - timedelta(days=11),
        reason="No pressure and no adult; the school deals with it.",
        theme="Images in school",
    )
    pathway.save(theme.id, {"harmful_behaviour": True})


def _born(today: date, age: int) -> date:
    return date(today.year - age, 2, 11)
