"""The missing screen over a real store: lists, the queue by keyboard, forms that save themselves, figures."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.domain.missing import InterviewStanding
from app.models import Concern, SafetyPlan
from app.services.missing.episodes import EpisodeRow
from app.ui.lists.asking import AddChild
from app.ui.missing.episode_list import LONG, OTHERS, REPEAT
from app.ui.missing.stage import COMPARE, EPISODES, FIGURES, INTERVIEWS, PLANS
from app.ui.screens.missing import Missing
from app.ui.worker import running
from tests.builders import an_episode, every
from tests.services.small_lists import MISPER, episode, write
from tests.ui.month_rig import Rig, Window, a_rig, button

BORN = date(2011, 5, 5)


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        made.hand.at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        store = made.desk.store
        tom = an_episode(store, datetime(2026, 11, 17, 20), datetime(2026, 11, 18, 1), "Tom Hale", BORN)
        person = made.desk.missing.view(tom).row.person_id
        for day in (3, 6, 9):
            at = datetime(2026, 11, day, 20)
            an_episode(
                store,
                at,
                at.replace(hour=23),
                "Tom Hale",
                BORN,
                person,
                interview_done_on=date(2026, 11, day + 1),
            )
        an_episode(
            store,
            datetime(2026, 11, 10),
            datetime(2026, 11, 12),
            "Iman Yusuf",
            BORN,
            responsible_authority="Surrey CC",
        )
        yield made


def screen(rig: Rig, tab: str = EPISODES, wide: int = 1198) -> tuple[Missing, Window]:
    made, window = rig.screen(Missing, wide=wide)
    made.stage.turn_to(tab)
    QApplication.processEvents()
    return made, window


def press(of: QWidget, key: Qt.Key) -> None:
    focus = of.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def names(rows: list[EpisodeRow]) -> list[str]:
    return [one.name for one in rows]


def test_the_list_says_what_presses_and_is_narrowed(rig: Rig) -> None:
    made, _ = screen(rig)
    assert made.stage.header.accessibleName() == "MisPer"
    assert made.stage.header._note.text() == "2 interviews to do · 1 overdue"
    table = made.stage.episodes.table
    assert names(table.rows()) == ["Tom Hale", "Iman Yusuf", "Tom Hale", "Tom Hale", "Tom Hale"]
    for which, expected in ((REPEAT, 4), (LONG, 1), (OTHERS, 1)):
        made.stage.episodes.narrow(which)
        assert len(table.rows()) == expected, which


def test_another_period_is_chosen(rig: Rig) -> None:
    made, _ = screen(rig)
    box = made.stage.episodes.period
    box.setCurrentIndex(box.findText("October 2026"))
    assert made.stage.episodes.table.rows() == []


def test_an_interview_is_recorded_with_one_key_and_the_queue_moves_on(rig: Rig) -> None:
    made, _ = screen(rig, INTERVIEWS)
    table = made.stage.interviews.table
    assert names(table.rows()) == ["Iman Yusuf", "Tom Hale"]
    first = table.rows()[0].episode_id
    press(made, Qt.Key.Key_R)
    assert names(table.rows()) == ["Tom Hale"]
    assert rig.desk.missing.view(first).row.standing is InterviewStanding.REFUSED
    assert table.view.hasFocus()


def test_held_asks_when_and_passing_on_asks_by_whom(rig: Rig) -> None:
    made, _ = screen(rig, INTERVIEWS)
    table = made.stage.interviews.table
    table.select_at(1)
    number = table.rows()[1].episode_id
    press(made, Qt.Key.Key_H)
    settling = made.stage.panel.interview.settling
    assert settling.asking and settling.at.moment() == datetime(2026, 11, 20, 9)
    press(made, Qt.Key.Key_Return)
    view = rig.desk.missing.view(number)
    assert view.row.standing is InterviewStanding.IN_TIME and view.row.to_pass_on
    table.select(number)
    press(made, Qt.Key.Key_T)
    press(made, Qt.Key.Key_Return)
    assert rig.desk.missing.view(number).episode.interview.passed_by == rig.desk.operator
    assert number not in [one.episode_id for one in table.rows()]


def test_a_reason_is_asked_for_and_a_refusal_is_told(rig: Rig) -> None:
    made, window = screen(rig, INTERVIEWS)
    number = made.stage.interviews.table.rows()[0].episode_id
    press(made, Qt.Key.Key_N)
    press(made, Qt.Key.Key_Return)
    assert any("Say why" in said for said in window.said)
    assert made.stage.panel.interview.settling.asking
    QTest.keyClicks(made.window().focusWidget(), "Moved abroad")
    press(made, Qt.Key.Key_Return)
    assert rig.desk.missing.view(number).episode.interview.reason == "Moved abroad"
    press(made, Qt.Key.Key_X)
    press(made, Qt.Key.Key_Escape)
    assert not made.stage.panel.interview.settling.asking


def test_typed_words_are_stored_and_stay_with_their_episode(rig: Rig) -> None:
    made, _ = screen(rig)
    table, form = made.stage.episodes.table, made.stage.panel.episode
    first, second = (one.episode_id for one in table.rows()[:2])
    note = form.fields["circumstances"]._note
    assert note is not None
    note.edit.setFocus()
    QTest.keyClicks(note.edit, "Left by the window.")
    table.select(second)
    assert note.edit.text() == ""
    assert rig.desk.missing.view(first).episode.circumstances == "Left by the window."
    assert rig.desk.missing.view(second).episode.circumstances == ""
    table.select(first)
    assert note.edit.text() == "Left by the window."


def test_what_the_window_asks_to_save_is_saved(rig: Rig) -> None:
    made, _ = screen(rig)
    number = made.stage.episodes.table.rows()[0].episode_id
    note = made.stage.panel.episode.fields["harm"]._note
    assert note is not None
    QTest.keyClicks(note.edit, "Bruise on the arm.")
    made.save_now()
    assert rig.desk.missing.view(number).episode.harm == "Bruise on the arm."


def test_a_choice_is_stored_at_once_and_shows_what_the_list_says(rig: Rig) -> None:
    made, _ = screen(rig)
    number = made.stage.episodes.table.rows()[0].episode_id
    risk = made.stage.panel.episode.fields["risk"]
    assert risk._says.text() == "The list says: medium"
    box = risk._editor
    box.setCurrentIndex(box.findData("high"))  # type: ignore[attr-defined]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]
    assert rig.desk.missing.view(number).episode.risk == "high"
    assert made.stage.episodes.table.rows()[0].risk == "high"


def test_a_time_that_is_none_is_marked_and_not_stored(rig: Rig) -> None:
    made, _ = screen(rig)
    number = made.stage.episodes.table.rows()[0].episode_id
    field = made.stage.panel.episode.fields["last_seen_at"]._editor
    line = field._line  # type: ignore[attr-defined]
    line.setFocus()
    QTest.keyClicks(line, "some evening")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "no day with a time" in field._wrong.text()  # type: ignore[attr-defined]
    line.selectAll()
    QTest.keyClicks(line, "17 Nov 2026 19:45")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert rig.desk.missing.view(number).episode.last_seen_at == datetime(2026, 11, 17, 19, 45)


def test_answers_and_themes_are_kept(rig: Rig) -> None:
    made, _ = screen(rig, INTERVIEWS)
    number = made.stage.interviews.table.rows()[0].episode_id
    form = made.stage.panel.interview
    key = next(iter(form.answers))
    QTest.keyClicks(form.answers[key].edit, "To see my nan.")
    theme = next(iter(form.themes._buttons))
    form.themes._buttons[theme].click()
    made.save_now()
    view = rig.desk.missing.view(number)
    assert view.answers[key][0] == "To see my nan." and view.episode.interview.themes == (theme,)
    assert form.answers[key].edit.text() == "To see my nan."


def test_a_plan_is_made_reviewed_and_a_concern_raised(rig: Rig) -> None:
    made, window = screen(rig, PLANS)
    table, panel = made.stage.plans.table, made.stage.plan_panel
    assert [(one.name, one.standing) for one in table.rows()] == [
        ("Iman Yusuf", "no plan"),
        ("Tom Hale", "no plan"),
    ]
    table.select_at(1)
    button(panel, "Make a safety plan").click()
    button(panel, "Make the plan").click()
    assert any("what the safety plan says" in said for said in window.said)
    panel.plan.summary.add_text("Ring mum, then the police.")
    panel.plan.made_by.set_value("A Marsh")
    button(panel, "Make the plan").click()
    (plan,) = every(rig.desk.store, SafetyPlan)
    assert plan.summary == "Ring mum, then the police."
    assert {one.name: one.standing for one in table.rows()}["Tom Hale"] == "no review agreed"
    button(panel, "Raise a concern").click()
    panel.concern.concern.set_value("Older friends at the station")
    button(panel, "Raise it").click()
    (concern,) = every(rig.desk.store, Concern)
    assert concern.raised_by == rig.desk.operator
    assert button(panel, "The concern is over").isVisible()


def test_the_plan_of_an_episodes_child_is_one_press_away(rig: Rig) -> None:
    made, window = screen(rig)
    button(made.stage.panel, "Safety plan").click()
    assert made.stage.tab == PLANS and made.stage.plan_panel.person_id is not None
    made.stage.turn_to(EPISODES)
    button(made.stage.panel, "The child's page").click()
    assert window.went[-1][0] == "children"


def test_an_episode_by_hand_begins_with_the_search_for_its_child(rig: Rig) -> None:
    made, window = screen(rig)
    button(made, "Add an episode").click()
    assert window.went == [("children", AddChild(ListName.MISPER))]


def test_figures_are_counted_beside_the_window(rig: Rig, qtbot: QtBot) -> None:
    made, _ = screen(rig, FIGURES)
    qtbot.waitUntil(lambda: running() == 0, timeout=20_000)
    tiles = {one.accessibleName() for one in made.stage.figures.tiles.findChildren(QWidget)}
    assert {"Episodes: 5", "Children: 2"} <= tiles
    assert made.stage.figures.months.rows()[0].episodes == 5


def test_a_file_is_compared(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    made, _ = screen(rig, COMPARE)
    rows = [episode("26MIS9", "NEW, Kit", BORN, datetime(2026, 11, 7, 9))]
    made.stage.compare.compare(write(tmp_path / "police.xlsx", {"Nov": (MISPER, rows)}))
    qtbot.waitUntil(lambda: running() == 0, timeout=20_000)
    page = made.stage.compare
    assert [one.name for one in page.only_theirs.rows()] == ["Kit New"]
    assert page.choose.isEnabled() and "1 episode in the file" in page._words.text()
    assert (
        rig.desk.intake.imported_files() == ()
        or rig.desk.intake.imported_files()[0].list_name == ListName.MISPER
    )


def test_an_episode_of_long_ago_can_be_opened(rig: Rig) -> None:
    old = an_episode(rig.desk.store, datetime(2024, 2, 29, 20), datetime(2024, 3, 1), "Old One", BORN)
    made, _ = screen(rig)
    made.open(old)
    assert made.stage.panel.episode_id == old
    made.open(INTERVIEWS)
    assert made.stage.tab == INTERVIEWS


def test_on_a_narrow_window_list_and_panel_take_turns(rig: Rig) -> None:
    made, _ = screen(rig, wide=900)
    assert made.stage.episodes.isVisible() and not made.stage.panel.isVisible()
    made.stage.episodes.table.view.setFocus()
    press(made, Qt.Key.Key_Return)
    assert made.stage.panel.isVisible() and not made.stage.episodes.isVisible()
    press(made, Qt.Key.Key_Escape)
    assert made.stage.episodes.isVisible()


def test_on_a_narrow_window_a_key_that_asks_brings_its_questions(rig: Rig) -> None:
    made, _ = screen(rig, INTERVIEWS, wide=900)
    number = made.stage.interviews.table.rows()[0].episode_id
    press(made, Qt.Key.Key_N)
    assert made.stage.panel.interview.settling.asking and made.stage.panel.isVisible()
    QTest.keyClicks(made.window().focusWidget(), "Moved abroad")
    press(made, Qt.Key.Key_Return)
    assert rig.desk.missing.view(number).row.standing is InterviewStanding.NOT_POSSIBLE
    assert made.stage.interviews.isVisible() and made.stage.interviews.table.view.hasFocus()


def test_every_control_has_a_name(rig: Rig) -> None:
    made, _ = screen(rig)
    for tab in (EPISODES, INTERVIEWS, PLANS, COMPARE):
        made.stage.turn_to(tab)
        QApplication.processEvents()
        for one in made.findChildren(QWidget):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert one.accessibleName(), one.metaObject().className()
