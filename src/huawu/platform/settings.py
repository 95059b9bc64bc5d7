"""Settings that a process needs before it can read the database: ports, folders, addresses. Environment only.

Everything else is versioned data in the database (`platform.config`).
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation lives and listens: on loopback unless the operator says otherwise.

    `edge_hosts`: addresses offered to browsers' sound instead of loopback and the machine's own."""

    data_dir: Path
    key_dir: Path
    database_url: str | None
    http_host: str
    http_port: int
    sip_host: str
    sip_port: int
    rtp_first_port: int
    rtp_last_port: int
    media_processes: int
    edge_first_port: int
    edge_last_port: int
    edge_hosts: tuple[str, ...]
    site: str

    @property
    def run_dir(self) -> Path:
        """Sockets and pid files."""
        return self.data_dir / "run"

    @property
    def spool_dir(self) -> Path:
        return self.data_dir / "spool"

    @property
    def recordings_dir(self) -> Path:
        return self.data_dir / "recordings"

    @property
    def prompts_dir(self) -> Path:
        """Sounds of the centre's own prompts."""
        return self.data_dir / "prompts"

    @property
    def attachments_dir(self) -> Path:
        """Files of cases."""
        return self.data_dir / "attachments"

    @property
    def speech_dir(self) -> Path:
        """What speech engines need and make: voices, models, `sounds` of texts that were said."""
        return self.data_dir / "speech"

    @property
    def log_dir(self) -> Path:
        return self.data_dir / "log"

    def socket(self, process: str) -> Path:
        """The Unix socket on which `process` listens (live, web, media0, ...)."""
        return self.run_dir / f"{process}.sock"


def from_environment(env: dict[str, str] | None = None) -> Settings:
    """Read `HUAWU_*`; unset ones take the defaults of a demonstration on this machine."""
    env = dict(os.environ) if env is None else env
    data_dir = Path(env.get("HUAWU_DATA_DIR", ".huawu/data")).absolute()
    return Settings(
        data_dir=data_dir,
        key_dir=Path(env.get("HUAWU_KEY_DIR", str(data_dir.parent / (data_dir.name + "-keys")))).absolute(),
        database_url=env.get("HUAWU_DATABASE_URL") or None,
        http_host=env.get("HUAWU_HTTP_HOST", "127.0.0.1"),
        http_port=int(env.get("HUAWU_HTTP_PORT", "8000")),
        sip_host=env.get("HUAWU_SIP_HOST", "127.0.0.1"),
        sip_port=int(env.get("HUAWU_SIP_PORT", "5060")),
        rtp_first_port=int(env.get("HUAWU_RTP_FIRST_PORT", "20000")),
        rtp_last_port=int(env.get("HUAWU_RTP_LAST_PORT", "32766")),
        media_processes=int(env.get("HUAWU_MEDIA_PROCESSES", "1")),
        edge_first_port=int(env.get("HUAWU_EDGE_FIRST_PORT", "40000")),
        edge_last_port=int(env.get("HUAWU_EDGE_LAST_PORT", "49998")),
        edge_hosts=tuple(env.get("HUAWU_EDGE_HOSTS", "").split()),
        site=env.get("HUAWU_SITE", "main"),
    )
