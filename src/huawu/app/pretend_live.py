"""A live process for tests: agents' states and a board in memory, no calls of its own."""

from collections.abc import Callable, Iterable
from typing import Any

from huawu.platform.clock import SECOND, Clock, system_clock
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal, Unavailable

Args = dict[str, Any]


class PretendLive:
    """Answers what `app.live` answers. `phones` and `calls` are set by the test; `away` makes it vanish."""

    def __init__(self, agents: Iterable[Id], clock: Clock = system_clock) -> None:
        self._clock = clock
        self.agents = {agent: _nobody() for agent in agents}
        self.phones: set[Id] = set()
        self.calls: dict[Id, dict[str, Any]] = {}
        self.away = False
        self.may = ["transfer", "consult"]
        self.edge_down = False
        self.wrap_up_asked: dict[Id, bool] = {}  # of those who have wrap-up only on request
        self.pops: dict[Id, Args] = {}
        self.tabs: dict[Id, str] = {}
        self.told: list[tuple[str, Args]] = []
        self.mailboxes: dict[str, list[Args]] = {}
        self.closed: dict[str, list[str] | None] = {}
        self.board: Args = {}
        self.waits: dict[Id, Args] = {}
        self.backs: list[Args] = []
        self.moves: list[Args] = []
        self.duty: Args = {"mode": "calendar", "on_duty": "attendant", "since": None, "how": None, "by": None}
        self.on_duty_at: list[str] = []  # numbers that have an operator
        self.tried: Args = {
            "outcome": "overflow",
            "cause": "no_agents",
            "to": None,
            "steps": [],
            "agents": {},
        }

    async def ask(self, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        if self.away:
            raise Unavailable("live.away")
        self.told.append((name, args))
        if name == "board":
            return self._board()
        if name == "health":
            return {"status": "ok", "live": True, "media": [True], "database": True, "calls": len(self.calls)}
        if name == "call.show":
            return self.pops.get(args["interaction"])
        if name == "call.help_seen":
            return self._help_seen(args["interaction"], args["by"])
        if name == "config.changed" or name.startswith("room."):
            return {"version": 1} if name == "config.changed" else {}
        of_a_part = {
            "mailbox": self._mailbox,
            "queue": self._queue,
            "backs": self._backs,
            "moves": self._moves,
            "duty": self._duty,
        }.get(name.partition(".")[0])
        if of_a_part is not None:
            return of_a_part(name, args)
        if name in ("extension.show", "extension.wish"):
            return _extension(args)
        if name == "call.dial":
            return self._dial(args["agent"])
        if name == "call.dial_checked":
            inside = args["to"]["kind"] != "number"
            refusal = None if args["agent"] in self.phones else "agent.phone_not_registered"
            return {"shown": "02155550000", "inside": inside, "refusal": refusal, "params": {"extension": ""}}
        if name in ("call.verb", "call.parties"):
            return self._parties(args)
        return self._agent(name, args)

    def _backs(self, name: str, args: Args) -> list[Args] | None:
        if name != "backs.list":
            return None
        return [row for row in self.backs if args["queue"] in (None, row["queue"])]

    def _duty(self, name: str, args: Args) -> Args:
        if name == "duty.switch":
            if not self.on_duty_at:
                raise Refusal("duty.not_set_up")
            said = {"since": self._clock(), "how": "page", "by": args["by"]}
            on_duty = "operator" if args["mode"] == "operator" else "attendant"
            self.duty = {"mode": args["mode"], "on_duty": on_duty, **said}
        return {**self.duty, "next_change": None, "has_calendar": False, "numbers": self.on_duty_at}

    def _moves(self, name: str, args: Args) -> list[Args]:
        """Those that the test has put there, made and ended as asked."""
        if name == "moves.make":
            more = {each: args[each] for each in ("queue", "level", "until", "by")}
            self.moves += [{"agent": agent, **more} for agent in args["agents"]]
        elif name == "moves.end":
            ended = (args["agent"], args["queue"])
            self.moves = [each for each in self.moves if (each["agent"], each["queue"]) != ended]
        return self.moves

    def _queue(self, name: str, args: Args) -> Args | None:
        """An open queue without anybody, until it is closed; a caller finds it as the test put it into
        `tried`, and waits as `waits` says."""
        if name == "queue.try":
            return self.tried
        if name == "queue.why":
            return self.waits.get(args["interaction"])
        if name == "queue.close":
            self.closed[args["queue"]] = args["to"]
        elif name == "queue.open":
            self.closed.pop(args["queue"], None)
        closed = {
            "closed_early": args["queue"] in self.closed,
            "closed_to": self.closed.get(args["queue"]),
            "closed_until": None,
        }
        estimates = {"watched": 0, "off_seconds": None, "kept": None}
        now = {"waiting": 0, "members": 0, "signed_in": 0, "free": 0, "open": None, "level": 100.0}
        return now | closed | {"steps": [], "estimates": estimates}

    def _mailbox(self, name: str, args: Args) -> Args | None:
        """What the test has put into `mailboxes`; nothing is done with it."""
        if name == "mailbox.counts":
            return {key: [len(self.mailboxes.get(key, [])), 0] for key in args["mailboxes"]}
        there = self.mailboxes.get(args["mailbox"], [])
        nothing = {"greeting": False, "pin": False, "locked_until": None}
        return {"mailbox": args["mailbox"], "new": len(there), "old": 0, **nothing, "messages": there}

    def ring(self, agent: Id, interaction: Id) -> None:
        """The agent is on a contact."""
        self.calls[interaction] = {
            "stage": "talk", "queue": None, "agent": agent, "since": self._clock(), "started": self._clock(),
        }  # fmt: skip
        self._become(agent, "talking", contact=interaction)

    def _dial(self, agent: Id) -> Args:
        """Whom the agent calls answers at once."""
        self._need_phone(agent)
        interaction = f"dialled-{len(self.told)}"
        self.ring(agent, interaction)
        return {"interaction": interaction}

    def end_talk(self, agent: Id) -> None:
        """The talk is over: the agent writes it up, unless only on request and it was not asked for."""
        contact = self.agents[agent]["contact"]
        self.calls.pop(contact, None)
        if self.wrap_up_asked.get(agent) is False:
            self._become(agent, "ready")
            return
        self._become(agent, "wrap_up", contact=contact)

    def _agent(self, name: str, args: Args) -> Args:
        agent = args.get("agent", "")
        if agent not in self.agents:
            raise NotFound("agent.unknown")
        actions: dict[str, Callable[[], object]] = {
            "agent.show": lambda: None,
            "agent.sign_in": lambda: self._sign_in(agent),
            "agent.sign_out": lambda: self._become(agent, "signed_out"),
            "agent.state": lambda: self._change(agent, args),
            "agent.call": lambda: self._act(agent, args),
            "agent.wrapped_up": lambda: self._wrapped_up(agent, args["interaction"]),
            "agent.force": lambda: self._become(agent, args["state"], reason=args["reason"]),
            "phone.audio": lambda: self._tab(agent, args["tab"]),
            "phone.leave": lambda: self.tabs.pop(agent, None),
            "phone.echo": lambda: self._need_phone(agent),
        }
        if name == "phone.open":
            return self._open_phone(agent, args["tab"], take_over=args["take_over"])
        if name not in actions:
            raise Invalid("command.unknown", name=name)
        actions[name]()
        return self._view(agent)

    def _parties(self, args: Args) -> Args:
        """A talk of two, whatever is asked."""
        call = self.calls.get(args["interaction"])
        if call is None:
            raise NotFound("call.unknown")
        if not args.get("leads") and args.get("verb") != "supervise" and args["agent"] != call["agent"]:
            raise NotAllowed("call.not_yours")
        shared = {"number": "", "state": "up", "circle": "main", "muted": False, "since": call["since"]}
        outside = {"party": "leg-1", "role": "customer", "kind": "outside", "agent": None}
        inside = {"party": "leg-2", "role": "agent", "kind": "agent", "agent": call["agent"]}
        return {
            "interaction": args["interaction"], "in_charge": call["agent"], "locked": False, "limit": 16,
            **{name: call[name] for name in ("stage", "since", "started", "queue")},
            "outcome": None, "may": list(self.may), "urgent": None, "parked": None,
            "recording": {"state": "off", "since": None, "until": None, "on_demand": False, "consent": None},
            "parties": [{**shared, **outside, "number": "13800000000"}, {**shared, **inside}],
        }  # fmt: skip

    def _open_phone(self, agent: Id, tab: str, *, take_over: bool) -> Args:
        holder = self.tabs.get(agent)
        if holder not in (None, tab) and not take_over:
            raise Refusal("phone.in_use_elsewhere", since=self._clock())
        if self.edge_down:
            raise Unavailable("phone.edge_down")
        self.tabs[agent] = tab
        self.phones.add(agent)
        given = {"ticket": "pretend", "extension": "8001", "domain": "huawu", "display_name": "Pretend"}
        return {**given, "expires_at": self._clock() + 30_000_000}

    def _tab(self, agent: Id, tab: str) -> None:
        if self.tabs.get(agent) != tab:
            raise Refusal("phone.not_yours")

    def _sign_in(self, agent: Id) -> None:
        self._need_phone(agent)
        if self.agents[agent]["state"] == "signed_out":
            self._become(agent, "ready")

    def _change(self, agent: Id, args: Args) -> None:
        state, limit = args["state"], args.get("limit_seconds")
        if self.agents[agent]["state"] == "signed_out":
            raise Refusal("agent.not_signed_in")
        if state == "ready":
            self._need_phone(agent)
        elif state != "paused":
            raise Invalid("agent.state_unknown", state=state)
        self._become(agent, state, reason=args.get("reason", ""))
        if limit is not None:
            self.agents[agent]["until"] = self._clock() + limit * SECOND

    def _act(self, agent: Id, args: Args) -> None:
        call = self.calls.get(self.agents[agent]["contact"] or "")
        if self.agents[agent]["state"] != "talking" or call is None:
            raise Refusal("agent.no_call")
        if args["action"] == "wrap_up":
            if agent not in self.wrap_up_asked:
                raise Refusal("agent.wrap_up_not_on_request")
            self.wrap_up_asked[agent] = True
        elif args["action"] == "help":
            call["help"] = {"since": self._clock(), "reason": args.get("reason", ""), "seen_by": None}
        elif args["action"] == "no_help" and call.pop("help", None) is None:
            raise Refusal("agent.no_call")

    def _help_seen(self, interaction: Id, by: Id) -> None:
        asked = self.calls.get(interaction, {}).get("help")
        if asked is None:
            raise Refusal("help.over")
        asked["seen_by"] = asked["seen_by"] or by

    def _wrapped_up(self, agent: Id, interaction: Id) -> None:
        now = self.agents[agent]
        if now["state"] == "wrap_up" and now["contact"] == interaction:
            self._become(agent, "ready")

    def _need_phone(self, agent: Id) -> None:
        if agent not in self.phones:
            raise Refusal("agent.phone_not_registered", extension="")

    def _become(self, agent: Id, state: str, *, reason: str = "", contact: Id | None = None) -> None:
        self.agents[agent] = {"state": state, "reason": reason, "since": self._clock(), "contact": contact}

    def _view(self, agent: Id) -> Args:
        there = agent in self.phones
        stage = self.calls.get(self.agents[agent]["contact"] or "", {}).get("stage")
        known = {
            "agent": agent,
            "until": self.agents[agent].get("until"),
            "stage": stage,
            "call": self._own_call(agent),
        }
        phone = {
            "kind": ("browser" if agent in self.tabs else "sip") if there else None,
            "registered": there,
            "audio": "unknown",
            "tab": self.tabs.get(agent),
            "ready": there,
            "why": None if there else "phone.not_registered",
        }
        return {
            **self.agents[agent], **known, "phone_registered": there, "phone": phone,
        }  # fmt: skip

    def _own_call(self, agent: Id) -> Args | None:
        contact = self.agents[agent]["contact"]
        call = self.calls.get(contact or "")
        if call is None:
            return None
        nothing = {"held_since": None, "hold_reason": None, "muted": False, "customer_first": True}
        shown = {"interaction": contact, "stage": call["stage"], "since": call["since"], **nothing}
        return {**shown, "help": call.get("help"), "wrap_up_asked": self.wrap_up_asked.get(agent)}

    def _board(self) -> Args:
        return self.board or {"day": 0, "queues": {}, "agents": {}, "calls": self.calls, "phones": {}}


def _nobody() -> dict[str, Any]:
    return {"state": "signed_out", "reason": "", "since": None, "contact": None}


_TAKEN: Args = {"parked": [{"place": "701", "since": 1_000_000, "by": "8002"}], "ringing": []}
"""What could be taken at every extension."""


def _extension(args: Args) -> Args:
    """An extension that has no calls, with what was just wished."""
    wishes = {"dnd": False, "always": "", "busy": "", "no_answer": "", "offline": ""}
    return {
        "number": args["number"],
        "state": "idle",
        "calls": 0,
        **_TAKEN,
        **wishes,
        **args.get("wishes", {}),
    }
