"""Use cases about customers."""

from huawu.customers.service.merging import merge, unmerge
from huawu.customers.service.numbers import add_caller, take_caller_back
from huawu.customers.service.relating import relate, unrelate
from huawu.customers.service.writing import change_customer, create_customer, write_customer

__all__ = [
    "add_caller",
    "change_customer",
    "create_customer",
    "merge",
    "relate",
    "take_caller_back",
    "unmerge",
    "unrelate",
    "write_customer",
]
