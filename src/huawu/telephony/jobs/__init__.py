"""Jobs of telephony: test calls by the built-in caller, and how long recordings and messages are kept."""

from huawu.telephony.jobs.calling import LASTS_SECONDS, Exchange, placing
from huawu.telephony.jobs.keeping import DELETE_FILES, SpaceWatch, delete_what_is_over, deleting
from huawu.telephony.jobs.mail import EXPIRE, expire_messages, expiring, remove_deleted_messages
from huawu.telephony.jobs.mailing import MailRoom, forget_old_mails, mailing

__all__ = [
    "DELETE_FILES",
    "EXPIRE",
    "LASTS_SECONDS",
    "Exchange",
    "MailRoom",
    "SpaceWatch",
    "delete_what_is_over",
    "deleting",
    "expire_messages",
    "expiring",
    "forget_old_mails",
    "mailing",
    "placing",
    "remove_deleted_messages",
]
