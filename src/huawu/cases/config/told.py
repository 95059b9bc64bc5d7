"""What a type of case says of telling its customers, both inherited from the type above:

"progress_hours": 48                      the customer is told how it stands after so many hours of
                                          working time, again and again until it is closed; 0: never
"follow_up": ["result", "satisfaction"]   what the follow-up asks, and that it is not left out
"""

from huawu.cases.core.telling import FOLLOW_UP
from huawu.platform.config.checks import Body
from huawu.platform.refusals import Invalid

_MOST_HOURS = 24 * 366


def check_told(body: Body) -> None:
    """Refused when it says something else."""
    hours, asked = body.get("progress_hours"), body.get("follow_up")
    if hours is not None and (type(hours) is not int or not 0 <= hours <= _MOST_HOURS):
        raise Invalid("config.bad_field", field="progress_hours")
    good = isinstance(asked, list) and all(each in FOLLOW_UP for each in asked)
    if asked is not None and not (good and len(set(asked)) == len(asked)):
        raise Invalid("config.bad_field", field="follow_up")
