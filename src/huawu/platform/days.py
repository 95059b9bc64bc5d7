"""Business days: a site's day begins when the site says, in the site's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from huawu.platform.clock import Micros, as_datetime, as_micros


def day_start(now: Micros, zone: str, starts_hour: int = 0) -> Micros:
    """When the business day that `now` lies in began. Right also on the days that daylight saving changes."""
    local = as_datetime(now).astimezone(ZoneInfo(zone)) - timedelta(hours=starts_hour)
    start = datetime(local.year, local.month, local.day, starts_hour, tzinfo=ZoneInfo(zone))
    return as_micros(start.astimezone(UTC))
