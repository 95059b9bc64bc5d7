"""Use cases about customers."""

from huawu.customers.service.answering import answer_items
from huawu.customers.service.importing import Plan, Planned, plan_sheet, take_sheet, undo_import
from huawu.customers.service.merging import merge, unmerge
from huawu.customers.service.numbers import add_caller, take_caller_back
from huawu.customers.service.relating import relate, unrelate
from huawu.customers.service.verifying import ask_knowledge, check_facts, say_fact
from huawu.customers.service.writing import change_customer, create_customer, write_customer

__all__ = [
    "Plan",
    "Planned",
    "add_caller",
    "answer_items",
    "ask_knowledge",
    "check_facts",
    "change_customer",
    "create_customer",
    "merge",
    "plan_sheet",
    "relate",
    "say_fact",
    "take_caller_back",
    "take_sheet",
    "undo_import",
    "unmerge",
    "unrelate",
    "write_customer",
]
