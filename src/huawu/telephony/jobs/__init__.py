"""Jobs of telephony: test calls by the built-in caller, and how long recordings and messages are kept."""

from huawu.telephony.jobs.calling import LASTS_SECONDS, Exchange, placing
from huawu.telephony.jobs.keeping import DELETE_FILES, SpaceWatch, delete_what_is_over, deleting
from huawu.telephony.jobs.mail import remove_deleted_messages

__all__ = [
    "DELETE_FILES",
    "LASTS_SECONDS",
    "Exchange",
    "SpaceWatch",
    "delete_what_is_over",
    "deleting",
    "placing",
    "remove_deleted_messages",
]
