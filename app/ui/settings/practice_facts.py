"""How a body works between its meetings: cases, missing children, the support service, figures."""

from app.domain.profiles import (
    ABSENT_RISK,
    BEFORE_NEXT,
    BY_STRATEGY,
    EMERGING_COUNT,
    FROM_RETURN,
    Body,
    Clock,
    Countdown,
)

Fact = tuple[str, str]
_ANYBODY = "Anybody"


def cases(body: Body) -> tuple[Fact, ...]:
    """What a body that decides cases goes by; others have no such rules."""
    if body.kind != "mase":
        return ()
    prompting, deadlines = body.prompting, body.deadlines
    decides = "the strategy meeting; this meeting may decide it anew"
    ages = (prompting.warning_notice_age, prompting.warning_notice_age_in_care)
    counted = "counted, and named nowhere else" if body.emerging_use == EMERGING_COUNT else "summed up here"
    return (
        ("Category decided by", decides if body.category_decided_by == BY_STRATEGY else "this meeting"),
        ("Strategy meeting", _within(deadlines.strategy)),
        ("Children placed here by others", _placed(body)),
        ("Who may refer", _listed(body.referral_sources)),
        ("Not referred", f"{counted}: {body.term('emerging', 'Emerging concerns').lower()}"),
        ("Kinds of exploitation", ", ".join(one.label for one in body.exploitation_types)),
        ("Looked at again", f"{deadlines.follow_up.words()} after a discharge"),
        ("Meetings with providers", _every(deadlines.provider_meetings)),
        ("Abduction warning", f"for a child under {ages[0]}, under {ages[1]} if in care"),
        ("Orders that are history", "offered" if prompting.historic_orders else "not offered"),
        ("Single points of contact", " and ".join(f"each {one}" for one in body.single_points)),
    )


def _placed(body: Body) -> str:
    return "discussed here" if body.include_placed_in else "left out, and their home authority is told"


def missing(body: Body) -> tuple[Fact, ...]:
    """What a body on missing children goes by, beside its numbers."""
    if body.kind != "misper":
        return ()
    start = "the return" if body.interview_from == FROM_RETURN else "the notice of the return"
    absent = "the lowest level of risk" if body.absent_is == ABSENT_RISK else "a status of its own"
    asked = body.prompting.interviewer_independence
    return (
        ("“Absent” is", absent),
        ("Levels of risk", ", ".join(one.label for one in body.missing_risks)),
        ("Interviews held by", f"{body.interview_service}, counted from {start}"),
        ("Independence of who holds it", "asked" if asked else "not asked"),
        ("Lists", f"{body.top_list} most often missing, {body.other_list} others who give concern"),
        ("Children placed here by others", _placed(body)),
    )


def support(body: Body) -> tuple[Fact, ...]:
    """The support service's rules, where the body is the one that refers to it."""
    if body.kind != "mase":
        return ()
    rules = body.support
    least, most = rules.supervision_weeks if len(rules.supervision_weeks) == 2 else (0, 0)
    return (
        (body.term("support", "Support service"), f"ages {rules.age_from} to {rules.age_to}"),
        ("Referred to it by", _listed(rules.sources)),
        ("Acknowledged", _within(rules.acknowledge)),
        ("First contact", _within(rules.contact)),
        ("First meeting", _within(rules.meeting)),
        ("Sessions", f"{rules.sessions_least} to {rules.sessions_most} of {rules.session_minutes} minutes"),
        ("Plan", f"at session {rules.plan_at_session}; {rules.step_down_sessions} sessions to step down"),
        ("Room for", f"{rules.cases_at_once} cases at once, {rules.cases_a_year} a year"),
        ("Supervision", f"every {least} to {most} weeks" if most else ""),
        ("At the end", rules.closure_form),
    )


def figures(body: Body) -> tuple[Fact, ...]:
    """How small numbers are hidden, and by which ages children are counted."""
    rule = body.suppression
    return (
        (
            "Small numbers",
            f"1 to {rule.threshold - 1} print as {rule.mark} where the whole is under {rule.base:,}",
        ),
        ("Ages", ", ".join(band.label for band in body.age_bands)),
    )


def minutes_words(body: Body) -> str:
    """When the minutes go out: "within 2 weeks of the meeting"."""
    if body.minutes_counted == BEFORE_NEXT:
        return f"{body.minutes_circulation.words()} before the next meeting"
    return f"within {body.minutes_circulation.words()} of the meeting"


def _within(clock: Countdown) -> str:
    start = f" of: {clock.starts}" if clock.starts else ""
    return f"within {clock.clock.words()}{start}"


def _every(clock: Clock | None) -> str:
    return f"every {clock.words()}" if clock else ""


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words) if words else _ANYBODY
