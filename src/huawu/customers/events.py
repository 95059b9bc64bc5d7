"""Facts of customers. They carry no number and no name: the contact that they came from has both."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("customer.number_added")
@dataclass(frozen=True, slots=True)
class NumberAdded:
    """The number of a contact became one of the customer's numbers. Stream: the interaction."""

    customer: Id
    interaction: Id
    by: Id
    at: Micros


@fact("customer.number_taken_back")
@dataclass(frozen=True, slots=True)
class NumberTakenBack:
    """It is not one of the customer's numbers after all."""

    customer: Id
    interaction: Id
    by: Id
    at: Micros
