"""Tables of people."""

from typing import Any

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment


class UserRow(Base):
    """Someone who signs in. `login` is lower case. `name` is `{"zh", "en"}`."""

    __tablename__ = "users"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]  # argon2id, with its parameters
    name: Mapped[dict[str, Any]]
    roles: Mapped[list[str]]
    locale: Mapped[str] = mapped_column(server_default=text("'zh-CN'"))
    theme: Mapped[str] = mapped_column(server_default=text("'light'"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[Moment]


class AgentRow(Base):
    """Someone who answers calls at an extension. Never deleted while figures name them; made inactive."""

    __tablename__ = "agents"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)  # 工号
    name: Mapped[dict[str, Any]]
    extension: Mapped[str] = mapped_column(unique=True)
    ha1_md5: Mapped[str]
    ha1_sha256: Mapped[str]
    phone_uri: Mapped[str | None]
    queues: Mapped[list[str]]
    skills: Mapped[dict[str, Any]]  # skill -> level 1-5
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[Moment]


class SignInRow(Base):
    """A session of the page. Only the hash of its token is kept."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]  # kept to the minute
    expires_at: Mapped[Moment]
