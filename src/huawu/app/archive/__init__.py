"""Backup, restore, upgrade. On the embedded PostgreSQL and on any other alike.

A backup is one tar file: the database (pg_dump's custom format), the recordings as they are (encrypted), the
sounds of the centre's own prompts, the configuration as YAML for people to read, and, last, a manifest with
the hash of each. Without its manifest it is not whole. The keys of the recordings are not in it unless asked
for: whoever has both can listen.
"""

from huawu.app.archive.backup import Backup, backup
from huawu.app.archive.restore import Restored, restore
from huawu.app.archive.upgrade import Upgraded, upgrade

__all__ = ["Backup", "Restored", "Upgraded", "backup", "restore", "upgrade"]
