"""People who work with cases, and how the cases of these tests are arranged."""

from dataclasses import dataclass
from typing import Any

from tests.app.web.house import Browser, House


def name(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en}


TEAM = {"name": name("前厅", "Front")}
FORM = [
    {"id": "room", "name": name("房号", "Room"), "kind": "text", "required": True},
    {"id": "phone", "name": name("联系电话", "Phone"), "kind": "phone"},
]
LADDER = [{"percent": 50, "to": "owner"}, {"percent": 100, "to": "leader"}]
ITEMS: dict[tuple[str, str], Any] = {
    ("team", "front"): TEAM,
    ("agent", "1001"): {"team": "front"},
    ("agent", "1002"): {"team": "front"},
    ("hours", "office"): {
        "name": name("工作日", "Office hours"),
        "week": {str(day): [["09:00", "18:00"]] for day in range(1, 6)},
    },
    ("case_type", "complaint"): {"name": name("投诉", "Complaint"), "team": "front", "approval": True},
    ("case_type", "noise"): {"name": name("噪音", "Noise"), "parent": "complaint", "form": FORM},
    ("case_type", "enquiry"): {"name": name("咨询", "Enquiry"), "team": "front", "priority": "low"},
    ("case_type", "bill"): {"name": name("账单", "Bill"), "parent": "enquiry", "assign": "load"},
    ("case_urgency", "fire"): {"name": name("人身安全", "Safety"), "priority": "high", "words": ["起火"]},
    ("case_urgency", "vip"): {"name": name("贵宾", "VIP"), "priority": "medium", "levels": ["vip"]},
    ("case_promise", "high"): {"first_minutes": 5, "solve_minutes": 60, "ladder": LADDER},
    ("case_promise", "medium"): {
        "first_minutes": 30,
        "solve_minutes": 240,
        "hours": "office",
        "ladder": LADDER,
    },
    ("case_cause", "people"): {"name": name("人员", "People")},
    ("case_solution", "moved"): {"name": name("换房", "Moved to another room")},
}


@dataclass
class Desk:
    """Everybody signed in, and a customer."""

    house: House
    lin: Browser
    zhao: Browser
    chen: Browser
    vip: str
    requests: int = 0

    async def opened(self, by: Browser | None = None, **said: Any) -> dict[str, Any]:
        """A new case."""
        self.requests += 1
        body = {"key": f"request-{self.requests}", "type": "noise", "subject": "隔壁太吵"} | said
        answer = await (by or self.lin).post("/api/cases", body)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def bulk(self, by: Browser, what: str, cases: list[dict[str, Any]], **said: Any) -> dict[str, Any]:
        """One thing done to several cases as they were seen: what came of it."""
        self.requests += 1
        seen = [{"id": case["id"], "revision": case["revision"]} for case in cases]
        body = {"key": f"request-{self.requests}", "what": what, "cases": seen} | said
        answer = await by.post("/api/cases/bulk", body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def step(
        self, case: dict[str, Any], step: str, by: Browser | None = None, **said: Any
    ) -> dict[str, Any]:
        """The case after a step."""
        answer = await self.try_step(case, step, by, **said)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def try_step(self, case: dict[str, Any], step: str, by: Browser | None = None, **said: Any) -> Any:
        body = {"revision": case["revision"], "step": step} | said
        return await (by or self.lin).post(f"/api/cases/{case['id']}/steps", body)
