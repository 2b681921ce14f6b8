"""Why two rows may be one child, in one sentence for the minute-taker."""

from app.domain.matching.records import ScoredPair


def sentence(pair: ScoredPair) -> str:
    """Why we think so, or do not, in one sentence; holds no names."""
    ordered = sorted(pair.reasons, key=lambda reason: (-abs(reason.weight), reason.field))
    speak_for = [reason.words for reason in ordered if reason.weight > 0]
    against = [reason.words for reason in ordered if reason.weight < 0]
    text = _listed(speak_for) or "nothing speaks for it"
    if against:
        text += f"; but {_listed(against)}"
    if "no date of birth" in pair.flags:
        text += "; a date of birth is missing"
    if "1 January" in pair.flags:
        text += "; 1 January may stand for a date nobody knows"
    return text[0].upper() + text[1:] + "."


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
