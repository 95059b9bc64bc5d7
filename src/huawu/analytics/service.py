"""The door to analytics: the live board."""

from huawu.analytics.core.board import Board
from huawu.analytics.core.board import apply as apply_to_board
from huawu.analytics.core.board import configure as configure_board
from huawu.analytics.core.board import empty as empty_board

__all__ = ["Board", "apply_to_board", "configure_board", "empty_board"]
