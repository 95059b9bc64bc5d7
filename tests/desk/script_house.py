"""A script library in the web application of the tests."""

from typing import Any

from tests.app.web.house import Browser, House

NAME = {"zh": "标准问候", "en": "Standard greeting"}


async def written(
    writer: Browser, body: dict[str, Any], *, scene: str = "greeting", **more: Any
) -> tuple[str, int]:
    """A script with a first version that waits for approval."""
    made = await writer.post("/api/scripts", {"scene": scene, "name": NAME})
    assert made.status_code == 201, made.text
    script = made.json()["id"]
    return script, await proposed(writer, script, body, **more)


async def proposed(writer: Browser, script: str, body: dict[str, Any], **more: Any) -> int:
    """Another version that waits for approval."""
    kept = await writer.put(f"/api/scripts/{script}/draft", {"body": body, "revision": 0, **more})
    assert kept.status_code == 200, kept.text
    version: int = kept.json()["versions"][0]["version"]
    laid = await writer.post(f"/api/scripts/{script}/versions/{version}/propose")
    assert laid.status_code == 200, laid.text
    return version


async def approved(house: House, body: dict[str, Any], *, scene: str = "greeting", **more: Any) -> str:
    """A script that agents are shown."""
    writer, approver = await house.browser("trainer"), await house.browser("manager")
    script, version = await written(writer, body, scene=scene, **more)
    answer = await approver.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": None})
    assert answer.status_code == 200, answer.text
    return script
