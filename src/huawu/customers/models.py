"""Tables of customers. Columns that are searched by their beginning collate as bytes ("C")."""

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment

_BYTES = Text(collation="C")


class CustomerRow(Base):
    """Someone whom we serve. `sort_key` is the pinyin of the name: the order of a telephone book."""

    __tablename__ = "customers"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    name: Mapped[str]
    company: Mapped[str] = mapped_column(server_default=text("''"))
    sort_key: Mapped[str] = mapped_column(_BYTES)
    level: Mapped[str]
    language: Mapped[str]
    note: Mapped[str] = mapped_column(server_default=text("''"))
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]

    __table_args__ = (Index(None, "sort_key", "id"),)


class CustomerKeyRow(Base):
    """A beginning by which a customer's name is found: characters, pinyin or initials."""

    __tablename__ = "customer_keys"
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(_BYTES, primary_key=True)

    __table_args__ = (Index(None, "key", "customer_id"),)


class CustomerNumberRow(Base):
    """A number at which a customer is reached. Two customers may share one (a family, a company)."""

    __tablename__ = "customer_numbers"
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(_BYTES, primary_key=True)  # normalised
    reversed: Mapped[str] = mapped_column(_BYTES)  # digits back to front: finds by how it ends
    place: Mapped[int]  # 0 is called first

    __table_args__ = (Index(None, "number", "customer_id"), Index(None, "reversed", "customer_id"))
