"""Each table goes where it belongs: a forename's share is not a surname's."""

from app.services.people.matching_tables import reference_tables


def test_the_tables_are_not_mixed_up() -> None:
    tables = reference_tables()
    assert "smith" in tables.surname_shares and "smith" not in tables.forename_shares
    assert "olivia" in tables.forename_shares and "olivia" not in tables.surname_shares
