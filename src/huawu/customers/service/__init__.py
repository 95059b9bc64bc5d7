"""Use cases about customers."""

from huawu.customers.service.answering import answer_items
from huawu.customers.service.exporting import note_export
from huawu.customers.service.identity import (
    CodeToSend,
    answer_questions,
    make_code,
    open_anyway,
    try_code,
    void_code,
)
from huawu.customers.service.importing import Plan, Planned, plan_sheet, take_sheet, undo_import
from huawu.customers.service.merging import merge, unmerge
from huawu.customers.service.numbers import add_caller, take_caller_back
from huawu.customers.service.relating import relate, unrelate
from huawu.customers.service.reviewing import forget_codes, review, sweep
from huawu.customers.service.verifying import ask_knowledge, check_facts, say_fact
from huawu.customers.service.writing import change_customer, create_customer, write_customer

__all__ = [
    "CodeToSend",
    "Plan",
    "Planned",
    "add_caller",
    "answer_items",
    "answer_questions",
    "ask_knowledge",
    "check_facts",
    "change_customer",
    "create_customer",
    "forget_codes",
    "make_code",
    "merge",
    "note_export",
    "open_anyway",
    "plan_sheet",
    "relate",
    "review",
    "say_fact",
    "sweep",
    "take_caller_back",
    "take_sheet",
    "try_code",
    "undo_import",
    "unmerge",
    "unrelate",
    "void_code",
    "write_customer",
]
