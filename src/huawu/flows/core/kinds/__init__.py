"""The kinds of nodes: a table from the word after `do` to what such a node does. A new kind is one more
entry. All are total: whatever the node holds and whatever is told, they answer.

`ask` is what menus were called first; graphs with it are read as they are, and written with `menu`.
"""

from huawu.flows.core.kinds.deciding import CONDITION, HOURS, SET
from huawu.flows.core.kinds.desk import AGENT
from huawu.flows.core.kinds.digits import DIGITS
from huawu.flows.core.kinds.leading import DIAL, ENQUEUE, MESSAGE, TRANSFER
from huawu.flows.core.kinds.listening import LISTEN
from huawu.flows.core.kinds.menus import MENU
from huawu.flows.core.kinds.outside import LOOK_UP, SEND, WEB
from huawu.flows.core.kinds.saying import HANG_UP, PLAY
from huawu.flows.core.kinds.shape import Field, Go, Kind, Move, Turn
from huawu.flows.core.kinds.survey import SURVEY

__all__ = ["FIRST_NAMES", "KINDS", "NAMED", "Field", "Go", "Kind", "Move", "Turn"]

NAMED: dict[str, Kind] = {
    "play": PLAY,
    "menu": MENU,
    "digits": DIGITS,
    "listen": LISTEN,
    "hours": HOURS,
    "look_up": LOOK_UP,
    "condition": CONDITION,
    "set": SET,
    "web": WEB,
    "send": SEND,
    "message": MESSAGE,
    "enqueue": ENQUEUE,
    "dial": DIAL,
    "transfer": TRANSFER,
    "survey": SURVEY,
    "agent": AGENT,
    "hang_up": HANG_UP,
}
"""In the order in which an editor offers them."""

FIRST_NAMES = {"ask": "menu"}

KINDS: dict[str, Kind] = NAMED | {first: NAMED[now] for first, now in FIRST_NAMES.items()}
