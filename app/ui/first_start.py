"""The way from the first-run page to a desk: making the store, or opening the demo."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.services.desk import Desk
from app.services.keeping import beginning
from app.services.keeping.beginning import NewStore
from app.ui.first_run import FirstRun
from app.ui.main_window import MainWindow
from app.ui.problems import sentence_of
from app.ui.worker import run_job

Maker = Callable[[NewStore], tuple[Desk, str]]


class FirstStart(QObject):
    """`opened` carries the desk once the recovery code was read back, or once the demo is open.

    `page` is the first-run page while it is in sight, else None.
    """

    opened = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        make: Maker = beginning.make,
        demo: Callable[[], Desk] = beginning.open_demo,
    ) -> None:
        super().__init__(window)
        self._window, self._make, self._demo = window, make, demo
        self._made: Desk | None = None
        self.page: FirstRun | None = None

    def begin(self, *, can_go_back: bool) -> None:
        """Show the page; `can_go_back` to the lock page when there is a store to open."""
        page = self.page = FirstRun()
        page.wanted.connect(self._make_store)
        page.demo_asked.connect(self._open_demo)
        page.back_asked.connect(self._go_back)
        page.finished.connect(self._go_in)
        self._pages().addWidget(page)
        self._pages().setCurrentWidget(page)
        page.start(can_go_back=can_go_back)

    def end(self) -> None:
        """Take the page away with all it holds."""
        if self.page is not None:
            page, self.page = self.page, None
            page.forget()
            self._pages().removeWidget(page)
            page.deleteLater()

    def close(self) -> None:
        """The window closes: a store whose code was not read back yet is closed too."""
        if self._made is not None:
            self._made.close()
            self._made = None

    def _pages(self) -> QStackedWidget:
        pages = self._window.centralWidget()
        assert isinstance(pages, QStackedWidget)
        return pages

    def _go_back(self) -> None:
        self._pages().setCurrentWidget(self._window.unlock_page)
        self.end()
        self._window.unlock_page.ready()

    def _make_store(self, new: NewStore) -> None:
        self._run(lambda: self._make(new), lambda made: self._show_code(*made))

    def _show_code(self, desk: Desk, code: str) -> None:
        assert self.page is not None
        self._made = desk
        self.page.show_code(desk.store.path.stem, code)

    def _go_in(self) -> None:
        desk, self._made = self._made, None
        self.opened.emit(desk)

    def _open_demo(self) -> None:
        self._run(self._demo, self.opened.emit)

    def _run(self, how: Callable[[], object], then: Callable[[Any], object]) -> None:
        run_job(self._window, lambda _progress: how(), done=then, failed=self._failed)

    def _failed(self, problem: Exception) -> None:
        if self.page is not None:
            self.page.wrong(sentence_of(problem)[0])
