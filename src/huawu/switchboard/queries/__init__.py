"""What others may read about the directory."""

from huawu.switchboard.core.finding import find
from huawu.switchboard.core.index import Index
from huawu.switchboard.queries.entries import revision_of
from huawu.switchboard.queries.keeping import Callers, Directory

__all__ = ["Callers", "Directory", "Index", "find", "revision_of"]
