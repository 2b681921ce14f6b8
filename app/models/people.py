"""Whom we believe a list is about: subjects as each list knows them, and the people they resolve to."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people import Identity
from app.models.base import Base, Moment


class Person(Base):
    """What we believe: one human being. Holds no facts of its own; the subjects joined to it do.

    Each subject is born with a person, its home. Joining moves subjects to the oldest home of the group;
    taking apart sends each back. So a person is never deleted by a merge, and both sides stay whole.
    """

    __tablename__ = "people"
    kind = "person"

    made_at: Mapped[datetime] = mapped_column(Moment)
    subjects: Mapped[list["Subject"]] = relationship(
        back_populates="person", foreign_keys="Subject.person_id", order_by="Subject.id"
    )


class Subject(Base):
    """One child as one list knows them: the rows with the same number, or the same written identity."""

    __tablename__ = "subjects"
    kind = "subject"
    __table_args__ = (Index("ix_subjects_list_identity", "list_name", "identity_key"),)

    list_name: Mapped[str] = mapped_column(String(10))
    identity_key: Mapped[str] = mapped_column(String(300))
    forename: Mapped[str] = mapped_column(String(200))
    surname: Mapped[str] = mapped_column(String(200))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    born: Mapped[date | None]
    sex: Mapped[str] = mapped_column(String(1), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    postcode: Mapped[str] = mapped_column(String(12), default="")
    town: Mapped[str] = mapped_column(String(120), default="")
    number: Mapped[str] = mapped_column(String(60), default="", index=True)
    numbers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    home_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship(back_populates="subjects", foreign_keys=[person_id])

    @property
    def identity(self) -> Identity:
        """The subject as a value, for the matcher and the screens."""
        return Identity(
            self.forename,
            self.surname,
            tuple(self.aliases),
            self.born,
            self.sex,
            self.address,
            self.postcode,
            self.town,
            self.number,
            tuple(sorted((self.numbers or {}).items())),
        )

    def take(self, identity: Identity) -> None:
        """Follow the newest row's wording of who this is."""
        self.forename, self.surname, self.aliases = (
            identity.forename,
            identity.surname,
            list(identity.aliases),
        )
        self.born, self.sex, self.address = identity.born, identity.sex, identity.address
        self.postcode, self.town, self.number = identity.postcode, identity.town, identity.number
        self.numbers = dict(identity.numbers)


class MatchDecision(Base):
    """What a person decided about two subjects, when and why; undone decisions stay on record.

    `subject_a_id` is always the smaller id. `looks` is a fingerprint of both identities as they were, so that
    a refused pair is offered again only when a row has changed; `seen` holds what they said, field by field.
    """

    __tablename__ = "match_decisions"
    kind = "match decision"

    subject_a_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    subject_b_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(default="")
    score: Mapped[float | None]
    band: Mapped[str] = mapped_column(String(10), default="")
    looks: Mapped[str] = mapped_column(String(64), default="")
    decided_by: Mapped[str] = mapped_column(String(80))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    undone_by: Mapped[str] = mapped_column(String(80), default="")
    undone_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    undone_reason: Mapped[str] = mapped_column(default="")
    seen: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
