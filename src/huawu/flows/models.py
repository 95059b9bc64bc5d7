"""Tables of flows."""

from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


class FlowWayRow(Base):
    """How often contacts went one way through a flow, in one hour: from a node to the next ("" none), and how
    the walk ended there ("" it went on). Counts only, nothing of who it was."""

    __tablename__ = "flow_ways"
    site_id: Mapped[str] = mapped_column(primary_key=True)
    flow: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[Moment] = mapped_column(primary_key=True)
    flow_version: Mapped[int] = mapped_column(primary_key=True)
    node: Mapped[str] = mapped_column(primary_key=True)
    then: Mapped[str] = mapped_column(primary_key=True)
    end: Mapped[str] = mapped_column("ending", primary_key=True)
    often: Mapped[Long]
