"""Tables of what follows from cases: return visits, major incidents, emergencies."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment


class CaseVisitRow(Base):
    """A return visit (回访); a rule plans one for a case. `rule`: its key; `plan`: the rule as it stood then;
    `state`: see `core.visits`; `last_try`: what the line or the agent said of the last try; `interaction`:
    the call that was made last; `satisfaction`: 1 to 5."""

    __tablename__ = "case_visits"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    rule: Mapped[str]
    plan: Mapped[dict[str, Any]]
    state: Mapped[str]
    due_at: Mapped[Moment]
    team: Mapped[str]  # "": none
    agent: Mapped[str | None]
    tries: Mapped[int]
    last_try: Mapped[str]
    interaction: Mapped[str | None]
    answers: Mapped[dict[str, Any]]
    satisfaction: Mapped[int | None]
    note: Mapped[str]
    created_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("case_id", "rule"),
        Index("ix_case_visits_planned", "due_at", "id", postgresql_where=sql("state = 'planned'")),
        Index("ix_case_visits_of_agent", "agent", "due_at", postgresql_where=sql("state = 'planned'")),
        Index(None, "closed_at"),
    )


class CaseIncidentRow(Base):
    """A case is the master of a major incident (突发事件). `what`: what is affected; `say`: words for agents
    in both languages; `fits`: by what calls and cases are suggested ({"types", "words"}); `affected`: how
    many customers, as somebody said; `plan`, `steps`: the plan's key, and its steps as begun
    (`core.incidents`). `notice`: what callers hear before the menu ({"prompt"}), published and withdrawn
    when. `result`: how it ended. `solving`: how linked cases are solved together
    (`service.incident_solving`)."""

    __tablename__ = "case_incidents"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    plan: Mapped[str]  # "": none
    affected: Mapped[int | None]
    declared_at: Mapped[Moment]
    declared_by: Mapped[str]
    ended_at: Mapped[Moment | None]
    notice: Mapped[dict[str, Any]]
    published_at: Mapped[Moment | None]
    published_by: Mapped[str | None]
    withdrawn_at: Mapped[Moment | None]
    request_key: Mapped[str]
    revision: Mapped[int]
    what: Mapped[str]
    say: Mapped[dict[str, Any]]
    fits: Mapped[dict[str, Any]]
    expected_end: Mapped[Moment | None]
    steps: Mapped[list[Any]]
    ended_by: Mapped[str | None]
    result: Mapped[str]
    solving: Mapped[dict[str, Any]]

    __table_args__ = (
        Index("ix_case_incidents_open", "declared_at", postgresql_where=sql("ended_at IS NULL")),
        Index("ix_case_incidents_site", "site_id", "declared_at", "case_id"),
    )


class CaseIncidentResultRow(Base):
    """What came of a linked case when those of an incident were solved together. `run`: the how-manieth time;
    `state`: where the case then was; `why`: the key of what stood in its way (with `params`), "": nothing."""

    __tablename__ = "case_incident_results"
    master: Mapped[str] = mapped_column(
        ForeignKey("case_incidents.case_id", ondelete="CASCADE"), primary_key=True
    )
    run: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    state: Mapped[str]
    why: Mapped[str]
    params: Mapped[dict[str, Any]]


class CaseEmergencyRow(Base):
    """An emergency (紧急电话) that was sent with one key: the key facts, to which team and queue, and who
    confirmed that they have it."""

    __tablename__ = "case_emergencies"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    at: Mapped[Moment]
    by: Mapped[str]
    interaction: Mapped[str | None]
    facts: Mapped[dict[str, Any]]
    team: Mapped[str]
    queue: Mapped[str]  # "": none
    confirmed_at: Mapped[Moment | None]
    confirmed_by: Mapped[str | None]

    __table_args__ = (Index("ix_case_emergencies_open", "at", postgresql_where=sql("confirmed_at IS NULL")),)
