"""Use cases of cases. Those who ask are judged by `core.life`; every change is on record in the case."""

from huawu.cases.service.assigning import owner_left
from huawu.cases.service.belonging import (
    add_note,
    add_task,
    link_case,
    link_contact,
    name_duplicate,
    set_customer,
    set_master,
    settle_task,
)
from huawu.cases.service.bulk import begin as begin_bulk
from huawu.cases.service.bulk import carry_on as carry_on_bulk
from huawu.cases.service.bulk import take_back as take_back_bulk
from huawu.cases.service.editing import edit_case
from huawu.cases.service.looking import look
from huawu.cases.service.opening import open_case
from huawu.cases.service.stepping import make_step
from huawu.cases.service.unused import require_unused

__all__ = [
    "add_note",
    "add_task",
    "begin_bulk",
    "carry_on_bulk",
    "edit_case",
    "link_case",
    "link_contact",
    "look",
    "make_step",
    "name_duplicate",
    "open_case",
    "owner_left",
    "require_unused",
    "set_customer",
    "set_master",
    "settle_task",
    "take_back_bulk",
]
