"""Tables of the switchboard."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


class DirectoryEntryRow(Base):
    """An own entry of the directory. `revision`: changes are numbered in the order in which they were
    committed. Of one that was taken out (`removed`) only id and revision are kept."""

    __tablename__ = "directory_entries"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    revision: Mapped[Long]
    removed: Mapped[bool] = mapped_column(server_default=text("false"))
    kind: Mapped[str]
    zh: Mapped[str]
    en: Mapped[str]
    pinyin: Mapped[str]
    department: Mapped[str]
    department_en: Mapped[str]
    extension: Mapped[str]
    numbers: Mapped[list[str]]
    note: Mapped[str]
    hidden: Mapped[bool]
    changed_by: Mapped[str]
    changed_at: Mapped[Moment]

    __table_args__ = (
        Index(None, "site_id", "revision"),
        Index(
            "uq_directory_entries_extension",
            "site_id",
            "extension",
            unique=True,
            postgresql_where=text("extension <> ''"),
        ),
    )
