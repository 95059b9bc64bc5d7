"""What a plan of speech must be to be published: kind `speech`, see `core.plans`.

The plan named `default` is the site's; queues and menus may name another one.
"""

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.speech.core import plans

KIND = "speech"
DEFAULT = "default"


def register() -> None:
    """Make plans of speech configurable."""
    checker(KIND, check_speech)


def check_speech(key: str, body: Body, whole: Whole) -> None:
    """Refused when an engine is not known, has no address, or would be sent sound over the network unasked;
    and when a term of the lexicon is none."""
    if "name" in body:
        require_name(body)
    plans.check_plan(body)
