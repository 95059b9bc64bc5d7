"""Figures of today."""

from fastapi import APIRouter

from huawu.analytics import queries
from huawu.analytics.core.definitions import DEFINITIONS
from huawu.analytics.schemas import FiguresOfQueue, FiguresToday, figures_shown
from huawu.measures.ledger import QueueFigures
from huawu.platform.config import published
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Words, moment
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/figures", tags=["analytics"])
SEE = "figures.see"
_USUAL = 20


@router.get("/today")
async def figures_today(person: Person, session: Reading, place: Here) -> FiguresToday:
    """Every queue's figures since the business day began, computed from the ledger."""
    person.require(SEE)
    queues = await published(session, place.site, "queue")
    promises = {key: int(body.get("answer_seconds", _USUAL)) for key, body in queues.items()}
    since = place.day_start()
    figures = await queries.figures_since(session, since, promises)
    order = sorted(queues, key=lambda key: (queues[key].get("order", 0), key))
    shown = [*order, *sorted(figures.keys() - queues.keys())]
    return FiguresToday(
        as_of=moment(place.clock()),
        day_start=moment(since),
        definitions={name: Words.model_validate(words) for name, words in DEFINITIONS.items()},
        totals=figures_shown(sum(figures.values(), QueueFigures())),
        queues=[
            FiguresOfQueue(
                **dict(figures_shown(figures.get(key, QueueFigures()))),
                id=key,
                name=Words.model_validate(queues[key]["name"] if key in queues else {"zh": key}),
                answer_seconds=promises.get(key, _USUAL),
            )
            for key in shown
        ],
    )
