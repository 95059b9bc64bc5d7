"""Tables of customers. Columns that are searched by their beginning collate as bytes ("C").

What was merged stays where it was, with its numbers, keys and relations; `merged_into` takes it out of sight,
and `also` of the one that was kept says what else it is known by. So nothing outside has to be rewritten, and
a merge is undone without loss.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment

_BYTES = Text(collation="C")
_OPEN = text("done_at IS NULL")


class CustomerRow(Base):
    """Someone whom we serve. `sort_key` is the pinyin of the name: the order of a telephone book. `once`:
    what the page called this making of a customer, so that asking twice makes one."""

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
    changed_by: Mapped[str] = mapped_column(server_default=text("''"))
    revision: Mapped[int] = mapped_column(server_default=text("1"))
    kind: Mapped[str] = mapped_column(server_default=text("'person'"))
    risk: Mapped[str] = mapped_column(server_default=text("'none'"))
    mails: Mapped[list[str]] = mapped_column(server_default=text("'[]'::jsonb"))
    addresses: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"))
    tags: Mapped[list[str]] = mapped_column(server_default=text("'[]'::jsonb"))
    fields: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    merged_into: Mapped[str | None]
    also: Mapped[list[str]] = mapped_column(server_default=text("'[]'::jsonb"))
    once: Mapped[str | None]

    __table_args__ = (
        Index(None, "sort_key", "id"),
        Index("ix_customers_merged_into", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
        Index("uq_customers_once", "once", unique=True, postgresql_where=text("once IS NOT NULL")),
    )


class CustomerPastRow(Base):
    """A record as it was at a revision that is no longer the one in force, who had written it, and when."""

    __tablename__ = "customer_pasts"
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[Moment]
    record: Mapped[dict[str, Any]]


class CustomerRelationRow(Base):
    """`customer_id` is `kind` of `other_id`: works_at, spouse, parent, companion, contact_of, other."""

    __tablename__ = "customer_relations"
    id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    kind: Mapped[str]
    other_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    note: Mapped[str] = mapped_column(server_default=text("''"))
    by: Mapped[str]
    at: Mapped[Moment]

    __table_args__ = (
        Index("uq_customer_relations_whole", "customer_id", "kind", "other_id", unique=True),
        Index(None, "other_id"),
    )


class CustomerMergeRow(Base):
    """`merged_id` was merged into `kept_id`. `before` and `after`: the record of the one that was kept, so
    that what the merge brought, and nothing else, is taken back; `also`: what came along under
    `merged_id`."""

    __tablename__ = "customer_merges"
    number: Mapped[Long] = mapped_column(primary_key=True, autoincrement=True)
    kept_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    merged_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    by: Mapped[str]
    at: Mapped[Moment]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    also: Mapped[list[str]]
    undone_by: Mapped[str | None]
    undone_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "kept_id"), Index(None, "merged_id"))


class CustomerKeyRow(Base):
    """A beginning by which a customer is found: characters, pinyin or initials of the name or company, a tag,
    a mail address."""

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
    label: Mapped[str] = mapped_column(server_default=text("'other'"))  # mobile, home, work, fax, other

    __table_args__ = (Index(None, "number", "customer_id"), Index(None, "reversed", "customer_id"))


class CustomerImportRow(Base):
    """A sheet that was taken. `once`: what the page called it, so that sending it twice takes it once."""

    __tablename__ = "customer_imports"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    file: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]
    new: Mapped[int]
    changed: Mapped[int]
    once: Mapped[str | None] = mapped_column(unique=True)
    undone_by: Mapped[str | None]
    undone_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "site_id", "at"),)


class CustomerImportLineRow(Base):
    """What a line of a sheet did: made a customer (`revision` 1), or wrote this revision of one."""

    __tablename__ = "customer_import_lines"
    import_id: Mapped[str] = mapped_column(
        ForeignKey("customer_imports.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    new: Mapped[bool]
    revision: Mapped[int]


class CustomerMarkRow(Base):
    """A warning about a customer (`kind`: abusive, ...) that a leader approves and that ends by itself.
    `state`: proposed, approved, refused, lifted. `days`: how long it is to last once it is approved."""

    __tablename__ = "customer_marks"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    request_key: Mapped[str]
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    kind: Mapped[str]
    why: Mapped[str]
    days: Mapped[int]
    interaction: Mapped[str | None]
    proposed_at: Mapped[Moment]
    proposed_by: Mapped[str]  # a user
    state: Mapped[str]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[str | None]
    decided_why: Mapped[str] = mapped_column(server_default=text("''"))
    expires_at: Mapped[Moment | None]

    __table_args__ = (
        UniqueConstraint("proposed_by", "request_key"),
        Index(None, "customer_id", "proposed_at"),
        Index(
            "ix_customer_marks_proposed",
            *("site_id", "proposed_at"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )


class CustomerVerdictRow(Base):
    """What a layer said of a fact: `field` of the record (`core.verifying`), `layer` system, person or
    knowledge, `result` right, wrong or open. `stamp`: of the value that it was said of; it holds while the
    value has this stamp. The last one of a field and layer counts."""

    __tablename__ = "customer_verdicts"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    field: Mapped[str]
    layer: Mapped[str]
    result: Mapped[str]
    why: Mapped[str]
    stamp: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]

    __table_args__ = (Index(None, "customer_id", "at"), Index(None, "site_id", "at"))


class CustomerIdentityCheckRow(Base):
    """A try to find out, in a contact, whether the caller is a customer. `way`: answers, code, override.
    `told`: names of the fields that were asked for, or the reason of an override; never an answer. `once`:
    what the page called it, so that sending it twice is one try."""

    __tablename__ = "customer_identity_checks"
    id: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str]
    customer_id: Mapped[str]
    way: Mapped[str]
    passed: Mapped[bool]
    told: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[Moment]
    once: Mapped[str | None] = mapped_column(unique=True)

    __table_args__ = (Index(None, "interaction", "at"),)


class CustomerCodeRow(Base):
    """A one-time code that was sent to a customer in a contact. `digest`: a keyed one, of the code and this
    row; `way`: mail, sms. Used once, before `expires_at`."""

    __tablename__ = "customer_codes"
    id: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str]
    customer_id: Mapped[str]
    way: Mapped[str]
    digest: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "interaction", "at"), Index(None, "expires_at"))


class CustomerReviewRow(Base):
    """A record that somebody should look at, and why: old, contradictory, incomplete. `reasons`:
    `[{"key", "of"}]`. `done_at`: somebody has looked; it comes back with other reasons or after a time."""

    __tablename__ = "customer_reviews"
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    old: Mapped[bool]
    contradictory: Mapped[bool]
    incomplete: Mapped[bool]
    reasons: Mapped[list[Any]]
    since: Mapped[Moment]
    taken_by: Mapped[str | None]
    taken_at: Mapped[Moment | None]
    done_by: Mapped[str | None]
    done_at: Mapped[Moment | None]

    __table_args__ = (
        Index("ix_customer_reviews_open", "site_id", "since", "customer_id", postgresql_where=_OPEN),
        Index(
            "ix_customer_reviews_old", "site_id", "since", "customer_id",
            postgresql_where=text("done_at IS NULL AND old"),
        ),
        Index(
            "ix_customer_reviews_contradictory", "site_id", "since", "customer_id",
            postgresql_where=text("done_at IS NULL AND contradictory"),
        ),
        Index(
            "ix_customer_reviews_incomplete", "site_id", "since", "customer_id",
            postgresql_where=text("done_at IS NULL AND incomplete"),
        ),
        Index(
            "ix_customer_reviews_taken", "taken_by", "since", "customer_id",
            postgresql_where=text("done_at IS NULL AND taken_by IS NOT NULL"),
        ),
    )  # fmt: skip


class CustomerSweepRow(Base):
    """How far the look at all records has come: behind which customer it goes on, when it began, and by which
    rules (a digest: other rules begin it anew)."""

    __tablename__ = "customer_sweeps"
    site_id: Mapped[str] = mapped_column(primary_key=True)
    after: Mapped[str]
    began_at: Mapped[Moment]
    over_at: Mapped[Moment | None]
    rules: Mapped[str]
