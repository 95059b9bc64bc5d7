"""Facts of interactions. Bodies carry ids, times (microseconds UTC) and plain words."""

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("interaction.started")
@value
class InteractionStarted:
    """A customer's contact began. Stream: the interaction. `caller`, `number` are personal: never logged.
    When an agent calls a customer (out, with a trunk) `caller` is the customer all the same, and `number` is
    ours, as the customer saw it."""

    interaction: Id
    channel: str  # call
    direction: str  # in, out, internal
    number: str  # dialled
    caller: str
    caller_name: str
    trunk: str | None
    started_at: Micros


@fact("interaction.segment")
@value
class SegmentClosed:
    """One party's interval in one role ended: a row of the ledger from which all figures are computed.

    `role`: menu, queue, ringing, talk, hold, wrap_up; consult (aside, from the first ring on), conference,
    transfer (the agent waits while somebody else has, or is to have, the customer), listen, whisper; dialling
    (the agent calls somebody, from the first ring of their own telephone on).

    `end` says how it ended: next, answered, abandoned, overflowed, no_answer, declined, busy, unreachable,
    withdrawn, taken (it rang at several, another one answered), hung_up, resumed, done, timeout, failed,
    no_path (the agent was not heard any more), transferred, returned (back to the queue), cancelled.
    """

    segment: Id
    interaction: Id
    role: str
    agent: Id | None  # None: the customer's interval
    queue: Id | None
    started_at: Micros
    ended_at: Micros
    end: str
    reason: str = ""  # of a hold: a key of the configured hold reasons


@fact("interaction.menu_left")
@value
class MenuLeft:
    """The customer came out of a menu. `keys`: what was pressed in it; it may be personal: never logged.
    `language`: in which they were spoken to at last, a BCP 47 tag ("" before this was told)."""

    interaction: Id
    flow: str
    flow_version: int
    keys: str
    at: Micros
    language: str = ""


@fact("interaction.survey_answered")
@value
class SurveyAnswered:
    """The customer has answered a question of a survey (its key) in a flow; `value` on the question's
    scale."""

    interaction: Id
    flow: str
    question: str
    value: int
    at: Micros


@fact("interaction.customer_chosen")
@value
class CustomerChosen:
    """An agent said who the customer is; None: took it back. Written in a Work."""

    interaction: Id
    customer: Id | None
    by: Id
    at: Micros


@fact("interaction.muted")
@value
class MuteChanged:
    """The agent's page is silent towards the customer, or not any more. The end of the talk ends it."""

    interaction: Id
    agent: Id
    muted: bool
    at: Micros


@fact("interaction.help_asked")
@value
class HelpAsked:
    """An agent in a talk asks quietly for help, since `at`. `reason`: a key of the configured help reasons;
    "" none was given."""

    interaction: Id
    agent: Id
    reason: str
    at: Micros


@fact("interaction.help_seen")
@value
class HelpSeen:
    """Someone who leads sees to it."""

    interaction: Id
    agent: Id
    by: Id
    at: Micros


@fact("interaction.help_ended")
@value
class HelpEnded:
    """No help is asked for any more. `end`: taken_back (by the agent), talk_over."""

    interaction: Id
    agent: Id
    end: str
    at: Micros


@fact("interaction.passed_on")
@value
class PassedOn:
    """Somebody was called into a contact, and this came of it. `verb`: transfer, consult, join, serial,
    return, forward, overflow (a queue sent the customer outside); `kind`: agent, queue, extension, number;
    `to`: which ("" for an outside number); `end`: answered, or why not: no_answer, busy, declined,
    unreachable, failed, cancelled."""

    interaction: Id
    by: Id | None
    verb: str
    kind: str
    to: str
    end: str
    reason: str
    at: Micros


@fact("interaction.dialled")
@value
class Dialled:
    """An agent called somebody outside, and the line said this: answered, busy, no_answer, declined,
    unknown_number, failed, cancelled (the agent gave up). `callback`: the promise that was to be kept, or the
    return visit that was to be made."""

    interaction: Id
    agent: Id
    callback: Id | None
    signal: str
    at: Micros


@fact("callback.noted")
@value
class CallbackNoted:
    """Somebody who waited is to be called back instead. Stream: callback/ and the contact in which they asked
    for it. `caller` is the number to call: personal, never logged. `since`: when they began to wait; not
    called before `next_at`."""

    interaction: Id
    queue: Id
    caller: str
    since: Micros
    next_at: Micros
    at: Micros


@fact("callback.tried")
@value
class CallbackTried:
    """They were called in vain, in the contact `call`, by or for an agent. `signal` as in
    `interaction.dialled`; `tries`: how often so far. Next not before `next_at`; None: that was the last
    time."""

    interaction: Id
    call: Id
    agent: Id | None
    signal: str
    tries: int
    next_at: Micros | None
    at: Micros


@fact("callback.over")
@value
class CallbackOver:
    """Nobody is called back any more. `end`: reached (in the contact `call`), attempts, expired, cancelled
    (`by` a user), served (they called again), closed (the queue is gone), failed (could not be noted)."""

    interaction: Id
    end: str
    call: Id | None
    tries: int
    by: Id | None
    at: Micros


@fact("interaction.supervised")
@value
class Supervised:
    """Someone who leads came into an agent's call. `mode`: listen, whisper, barge, take_over."""

    interaction: Id
    by: Id
    agent: Id | None
    mode: str
    at: Micros


@fact("interaction.ended")
@value
class InteractionEnded:
    """The contact is over. `by`: customer, agent, system. `queue` and `agent`: the last ones."""

    interaction: Id
    ended_at: Micros
    by: str
    cause: str
    queue: Id | None
    agent: Id | None
    answered_at: Micros | None  # first agent's answer


@fact("interaction.wrapped_up")
@value
class WrappedUp:
    """An agent said what came of it. Written in a Work, so it is in the database when it is confirmed."""

    interaction: Id
    agent: Id
    type: str
    result: str
    note: str
    at: Micros


@fact("recording.started")
@value
class RecordingStarted:
    """`path` is relative to the recordings folder; `wrapped_key` is the data key under the site key (hex)."""

    recording: Id
    interaction: Id
    agent: Id | None
    queue: Id | None
    path: str
    started_at: Micros


@fact("recording.closed")
@value
class RecordingClosed:
    recording: Id
    interaction: Id
    seconds: float
    size: int


@fact("recording.paused")
@value
class RecordingPaused:
    """From now on the recording holds silence, and a mark, so that what is said (a card number) is not in
    it. Stream: the interaction. `agent`: who asked for it."""

    recording: Id
    interaction: Id
    agent: Id | None
    at: Micros


@fact("recording.resumed")
@value
class RecordingResumed:
    """The pause that `agent` asked for is over. `end`: asked, limit (it had lasted long), talk_over."""

    recording: Id
    interaction: Id
    agent: Id | None
    end: str
    at: Micros


@fact("interaction.consent")
@value
class RecordingConsent:
    """The caller knows that the call will be recorded. `how`: announced, offered (announced, with the key
    that refuses), refused (the caller pressed it: nothing is recorded)."""

    interaction: Id
    how: str
    at: Micros


@fact("recording.held")
@value
class RecordingHeld:
    """Somebody said that a recording must not be deleted. Written in a Work."""

    recording: Id
    interaction: Id
    by: Id
    why: str
    at: Micros


@fact("recording.released")
@value
class RecordingReleased:
    """It may be deleted again when its time has come. Written in a Work."""

    recording: Id
    interaction: Id
    by: Id
    at: Micros


@fact("recording.exported")
@value
class RecordingExported:
    """Somebody took the sound out of the house, marked with who and when. Written in a Work."""

    recording: Id
    interaction: Id
    by: Id
    why: str
    at: Micros


@fact("recording.deleted")
@value
class RecordingDeleted:
    """Its time was over: it was kept for `days`. The file goes after this is written."""

    recording: Id
    interaction: Id
    days: int
    at: Micros


@fact("recording.space_low")
@value
class RecordingSpaceLow:
    """The disk that recordings lie on fills up, or has room again. `state`: ok, low, full."""

    state: str
    free_percent: float
    at: Micros
