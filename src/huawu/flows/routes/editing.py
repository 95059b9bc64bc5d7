"""What an editor of flows needs. Nothing here changes anything: drafts, publishing and the way back
are those of every item of the configuration (`/api/config/flow`)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.flows import service
from huawu.flows.core.values import TYPES
from huawu.flows.ports import Surroundings
from huawu.flows.schemas import (
    REHEARSAL,
    Checked,
    DifferenceList,
    DifferencesAsked,
    GraphGiven,
    KindList,
    ProblemShown,
    RehearseAsked,
    Rehearsed,
    Tested,
    YamlGiven,
    YamlRead,
    difference_shown,
    kinds_shown,
    outcome_shown,
    problem_shown,
    rehearsed,
    told_from,
    walk_held,
)
from huawu.flows.service import as_yaml
from huawu.flows.types import SEE, Graph
from huawu.platform import config
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person

router = APIRouter()
Around = Annotated[Surroundings, Depends(port(Surroundings))]
Key = Annotated[str, Path(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]


@router.get("/kinds")
async def flow_kinds(person: Person) -> KindList:
    """The kinds of nodes with their fields, and the types of variables."""
    person.require(SEE)
    return kinds_shown(list(TYPES))


@router.post("/check")
async def check_flow(
    body: GraphGiven, person: Person, session: Reading, place: Here, around: Around
) -> Checked:
    """What is wrong with a graph, with all drafts in force; and how its tests go."""
    person.require(SEE)
    problems = await _problems(session, place, around, body.graph)
    graph = service.in_order(body.graph)
    tests = [] if problems else [outcome_shown(each) for each in service.played_all(graph)]
    return Checked(graph=graph, problems=problems, tests=tests)


@router.post("/test")
async def test_flow(body: GraphGiven, person: Person) -> Tested:
    """Play the tests of a graph, whatever is wrong with it."""
    person.require(SEE)
    return Tested(tests=[outcome_shown(each) for each in service.played_all(body.graph)])


@router.post("/rehearse")
async def rehearse_flow(body: RehearseAsked, person: Person) -> Rehearsed:
    """One step of a walk through a graph that need not be published. Nothing is kept: the walk that is
    answered is sent with the next step."""
    person.require(SEE)
    walk = service.start(body.graph, REHEARSAL, 0) if body.walk is None else walk_held(body.walk)
    about = {"call.language": "zh", **body.about}
    return rehearsed(*service.step(body.graph, walk, told_from(body.told), about))


@router.post("/differences")
async def flow_differences(body: DifferencesAsked, person: Person) -> DifferenceList:
    """What is different in two versions of a graph."""
    person.require(SEE)
    found = service.differences(body.before, body.after)
    return DifferenceList(items=[difference_shown(each) for each in found])


@router.post("/read-yaml")
async def read_flow_yaml(
    body: YamlGiven, person: Person, session: Reading, place: Here, around: Around
) -> YamlRead:
    """Read a flow that was written as YAML, and check it. Nothing is saved."""
    person.require(SEE)
    key, value = as_yaml.read(body.yaml)
    problems = await _problems(session, place, around, value["graph"])
    return YamlRead(key=key, value=value, problems=problems)


@router.get("/{key}/yaml")
async def flow_as_yaml(
    key: Key, person: Person, session: Reading, place: Here, draft: bool = False
) -> Response:
    """A flow as YAML: the one in force, or with `draft` as it would be."""
    person.require(SEE)
    of = config.drafted if draft else config.whole
    body = (await of(session, place.site)).get("flow", {}).get(key)
    if body is None:
        raise NotFound("flow.unknown_flow", flow=key)
    headers = {"content-disposition": 'attachment; filename="flow.yaml"'}
    return Response(as_yaml.written(key, body), headers=headers, media_type="application/yaml")


async def _problems(
    session: AsyncSession, place: Place, around: Surroundings, graph: Graph
) -> list[ProblemShown]:
    known = await around.known(session, place.site)
    return [problem_shown(each) for each in service.check(graph, known)]
