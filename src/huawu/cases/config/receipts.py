"""What a type of case says of receipts, inherited from the type above it:

"receipt_minutes": 30    the team to which another gives such a case confirms within so many minutes of
                         working time (of the promise's hours) that it has it; 0: none is asked
"""

from huawu.cases.core.receipts import MOST_MINUTES
from huawu.platform.config.checks import Body
from huawu.platform.refusals import Invalid


def check_receipt(body: Body) -> None:
    """Refused when it says something else."""
    minutes = body.get("receipt_minutes")
    if minutes is not None and (type(minutes) is not int or not 0 <= minutes <= MOST_MINUTES):
        raise Invalid("config.bad_field", field="receipt_minutes")
