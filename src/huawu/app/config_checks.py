"""Which kinds of configuration there are: each room says what it accepts, flows and queues are checked with
all they lead to.

A flow: `{"graph": {...}, "name": {"zh", "en"}}` in the language of `flows.types`.
"""

from huawu.app import site_plan
from huawu.app.flow_surroundings import origins_of
from huawu.cases import config as cases
from huawu.customers import config as customers
from huawu.flows import service as flows
from huawu.interactions import config as interactions
from huawu.people import config as people
from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.mail import KIND as MAIL_SERVER
from huawu.platform.mail import check_server
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid
from huawu.routing import config as routing
from huawu.speech import config as speech
from huawu.switchboard import config as switchboard
from huawu.telephony import config as telephony
from huawu.telephony.config.goals import check_goals


def install() -> None:
    """Register every kind; call once when a process starts."""
    people.register()
    routing.register()
    interactions.register()
    customers.register()
    telephony.register()
    cases.register()
    speech.register()
    switchboard.register()
    checker("queue", check_queue)
    checker("flow", check_flow)
    checker("site", site_plan.check_site)
    checker(MAIL_SERVER, check_server)


def check_queue(key: str, body: Body, whole: Whole) -> None:
    """Refused when calls could not be given to agents by it, or leads callers where they cannot go."""
    routing.check_queue(key, body, whole)
    try:
        check_goals(key, body, whole)
    except Invalid as wrong:
        names = {**whole, "queue": {**whole.get("queue", {}), key: body}}
        raise Invalid(wrong.key, **routing.in_words(wrong.params, names)) from wrong


def check_flow(key: str, body: Body, whole: Whole) -> None:
    """Refused when the graph is not sound or leads to a queue that is not there."""
    if unknown := sorted(set(body) - {"graph", "name"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    if "name" in body:
        require_name(body)
    if not isinstance(body.get("graph"), dict):
        raise Invalid("config.bad_field", field="graph")
    known = flows.Known(queues=frozenset(whole.get("queue", {})), origins=origins_of(whole))
    flows.require_sound(body["graph"], known)
