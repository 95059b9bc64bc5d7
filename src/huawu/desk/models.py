"""Tables of the desk."""

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment


class DraftRow(Base):
    """A wrap-up that an agent is writing. `revision` counts what was kept; `body` is `types.DraftBody`."""

    __tablename__ = "drafts"
    agent: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    revision: Mapped[int]
    body: Mapped[dict[str, Any]]
    at: Mapped[Moment]

    __table_args__ = (Index(None, "at"),)


class ScriptRow(Base):
    """A script of the library: its words are in its versions. `retired_at`: since when nobody needs it."""

    __tablename__ = "scripts"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    scene: Mapped[str]  # core.scripts.scenes
    name: Mapped[dict[str, Any]]
    place: Mapped[int]  # within its scene
    created_by: Mapped[str]
    created_at: Mapped[Moment]
    retired_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "site_id", "scene"),)


class ScriptVersionRow(Base):
    """One version of a script: `body` as `core.scripts.check` wants it, `status` as `core.scripts.versions`.

    `writers`: every user who has written any of it. `share`: per cent of the contacts while it is on trial.
    `review_on` and `expires_on`: ISO days of the site, "" for never.
    """

    __tablename__ = "script_versions"
    script: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    body: Mapped[dict[str, Any]]
    status: Mapped[str]
    revision: Mapped[int]
    writers: Mapped[list[str]]
    written_at: Mapped[Moment]
    proposed_at: Mapped[Moment | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[Moment | None]
    retired_at: Mapped[Moment | None]
    why: Mapped[str] = mapped_column(server_default=text("''"))  # it was sent back
    share: Mapped[int | None]
    review_on: Mapped[str] = mapped_column(server_default=text("''"))
    expires_on: Mapped[str] = mapped_column(server_default=text("''"))
    note: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index(
            "uq_script_versions_unfinished",
            "script",
            unique=True,
            postgresql_where=text("status IN ('draft', 'proposed', 'sent_back')"),
        ),
    )


class ScriptUseRow(Base):
    """An agent says a script: in a contact, or to themselves (`rehearsal`). `walk`: where it stands, emptied
    when it is over. `left`: why the agent went their own way; None: they did not."""

    __tablename__ = "script_uses"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    script: Mapped[str]
    version: Mapped[int]
    agent: Mapped[str]
    interaction: Mapped[str | None]
    rehearsal: Mapped[bool]
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    walk: Mapped[dict[str, Any]]
    seq: Mapped[int]
    mood: Mapped[str] = mapped_column(server_default=text("''"))
    helpful: Mapped[bool | None]
    left: Mapped[str | None]
    left_note: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index(None, "script", "started_at"),
        Index(None, "agent", "started_at"),
        Index(None, "interaction", postgresql_where=text("interaction IS NOT NULL")),
        Index(
            "uq_script_uses_open",
            *("agent", "interaction"),
            unique=True,
            postgresql_where=text("ended_at IS NULL AND interaction IS NOT NULL"),
        ),
    )


class ScriptStepRow(Base):
    """What happened in a use, in order and never changed: who, which script and version, which line, when, in
    which contact. `did`: shown, said, chosen, heard, mood, skipped, back, left, finished; `reason`: of a
    skip, the mood, or the number of the choice."""

    __tablename__ = "script_steps"
    use: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    script: Mapped[str]
    version: Mapped[int]
    agent: Mapped[str]
    interaction: Mapped[str | None]
    node: Mapped[str]
    did: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    at: Mapped[Moment]

    __table_args__ = (Index(None, "script", "at"),)


class ScriptReadRow(Base):
    """An agent knows a version: has read it, has rehearsed it to its end."""

    __tablename__ = "script_reads"
    agent: Mapped[str] = mapped_column(primary_key=True)
    script: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    read_at: Mapped[Moment | None]
    rehearsed_at: Mapped[Moment | None]


class ChecklistRow(Base):
    """What an agent checks before the shift, in their own words: `[{"id", "text"}]`."""

    __tablename__ = "checklists"
    agent: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    items: Mapped[list[Any]]


class ReadinessRow(Base):
    """What an agent has ticked on one business day (its ISO day), and since when they are ready."""

    __tablename__ = "readiness"
    agent: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    ticked: Mapped[list[str]]
    ready_at: Mapped[Moment | None]
