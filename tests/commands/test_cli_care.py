"""The two care returns from outside the process: in, a second time, and a child matched by number."""

from datetime import date
from pathlib import Path

from app.domain.lists import ListName
from tests.commands.outside import a_store_file, brought_in, chairside
from tests.services.small_lists import CME, entry, write

UPN = "X851898040305"
HEADER = (
    f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n4401,2,04/03/2011,WBRI,{UPN},,\n4402,1,04/03/2011,ABAN,UN3,,\n"
)


def test_a_return_comes_in_and_its_child_is_offered_by_number_and_birth(tmp_path: Path) -> None:
    store = a_store_file(tmp_path)
    row = entry(UPN, "Ana", "Quill", date(2011, 3, 4), date(2026, 9, 1))
    brought_in(store, ListName.CME, write(tmp_path / "c.xlsx", {"Richmond": (CME, [row])}))
    path = tmp_path / "header.csv"
    path.write_text(HEADER, encoding="utf-8")
    one = brought_in(store, ListName.SSDA903, path)[0]
    assert (one["list"], one["rows"], one["accepted"], one["refused"]) == ("ssda903", 2, 2, [])
    assert brought_in(store, ListName.SSDA903, path)[0]["unchanged"] == 2
    (pair,) = chairside("candidates", store, "--json").json
    assert {(side["list"], side["ref"]) for side in (pair["a"], pair["b"])} == {
        ("cme", UPN),
        ("ssda903", "4401"),
    }
    decided = chairside(
        "decide", store, "ssda903:4401", f"cme:{UPN}", "same", "--reason", "UPN and birth", "--json"
    )
    assert decided.status == 0
    assert chairside("candidates", store, "--json").json == []
    assert chairside("crosscheck", store, "--json").json == []
