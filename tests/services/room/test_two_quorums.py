"""The same people in the same room, under Kingston & Richmond and under Sutton: two results (§23.1)."""

from pathlib import Path

import pytest

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import Seat
from app.domain.quorum import Quorum, count_quorum
from tests.domain.profiles.shipped import area
from tests.services.sitting_rig import Sitting

KR, SUTTON = area("kingston-richmond"), area("sutton")
# Who came, by agency, whatever the seats are called there.
WITHOUT_POLICE = ("Children's Social Care", "Health", "Education", "Youth Offending Service")


def core(seats: tuple[Seat, ...], agencies: tuple[str, ...]) -> list[Attendee]:
    keys = [seat.key for seat in seats if not seat.invited and seat.agency in agencies]
    return [Attendee(f"Holder of {key}", Standing.PRESENT, key) for key in keys]


def count(code: str, agencies: tuple[str, ...], written: tuple[str, ...] = ()) -> Quorum:
    body = next(body for one in (KR, SUTTON) for body in one.bodies if body.code == code)
    return count_quorum(body.quorum, body.seats, core(body.seats, agencies), written, body.ranks)


ROWS = [
    ("row 6: half the members of MASE, no police", "KR-MASE", (*WITHOUT_POLICE, "CAMHS"), True),
    ("row 6: fewer than half", "KR-MASE", WITHOUT_POLICE[:2], False),
    ("row 8, A8: the same under Sutton, no senior police", "SUT-MASE-OP", (*WITHOUT_POLICE, "CAMHS"), False),
    ("row 8: senior police", "SUT-MASE-OP", ("Police",), True),
    ("row 7: two agencies of the subgroup", "KR-SUBGROUP", ("Police", "Health"), False),
]


@pytest.mark.parametrize(("code", "agencies", "met"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_shipped_rules(code: str, agencies: tuple[str, ...], met: bool) -> None:
    assert count(code, agencies).met is met


def test_a_return_in_writing_from_senior_police_makes_sutton_quorate() -> None:
    body = SUTTON.body("SUT-MASE-OP")
    police = next(seat.key for seat in body.seats if seat.agency == "Police" and not seat.invited)
    assert count("SUT-MASE-OP", WITHOUT_POLICE, (police,)).met


def test_three_organisations_of_the_strategic_group() -> None:  # row 9, A9
    body = SUTTON.body("SUT-MASE-STRAT")
    agencies = tuple(dict.fromkeys(seat.agency for seat in body.seats if not seat.invited))
    assert not count("SUT-MASE-STRAT", agencies[:2]).met
    assert count("SUT-MASE-STRAT", agencies[:3]).met


@pytest.mark.parametrize(
    ("area_code", "body", "met", "words"),
    [
        ("kingston-richmond", "KR-MASE", True, "Quorate: 6 of 11 seats present, 6 needed."),
        ("sutton", "SUT-MASE-OP", False, "Not quorate: no Senior police officer (co-chair) present"),
    ],
)
def test_one_meeting_without_the_police_in_two_boroughs(
    tmp_path: Path, area_code: str, body: str, met: bool, words: str
) -> None:
    sitting = Sitting(tmp_path, body=body, area=area_code)
    sitting.desk.room.enter(sitting.id)
    for row in sitting.desk.register.rows(sitting.id):
        if not row.invited and row.agency in (*WITHOUT_POLICE, "CAMHS"):
            sitting.desk.register.set_standing(row.attendance_id, Standing.PRESENT)
    quorum = sitting.desk.register.quorum(sitting.id)
    assert (quorum.met, quorum.sentence.startswith(words)) == (met, True), quorum.sentence
    assert sitting.desk.room.close(sitting.id).quorate is met
    sitting.store.close()
