"""Figures of a queue from counts and sums of the ledger. The words beside them are what the screen shows."""

from dataclasses import dataclass, fields

from huawu.platform.clock import SECOND, Micros


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ledger says of a queue in a period; sums add up to those of all queues."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    answered_in_time: int = 0
    abandoned_in_time: int = 0
    wait_of_answered: Micros = 0
    talk: Micros = 0
    hold: Micros = 0
    wrap_up: Micros = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def service_level(counts: Counts) -> float | None:
    """Answered in time / offered; None when nothing was offered."""
    return counts.answered_in_time / counts.offered if counts.offered else None


def average_speed_of_answer(counts: Counts) -> float | None:
    """Seconds from entering the queue to the answer, over answered contacts."""
    return _per(counts.wait_of_answered, counts.answered)


def average_handle(counts: Counts) -> float | None:
    """Seconds of talk, hold and wrap-up for each answered contact."""
    return _per(counts.talk + counts.hold + counts.wrap_up, counts.answered)


def abandonment(counts: Counts) -> float | None:
    """Abandoned / offered."""
    return counts.abandoned / counts.offered if counts.offered else None


def _per(total: Micros, count: int) -> float | None:
    return total / count / SECOND if count else None


DEFINITIONS: dict[str, dict[str, str]] = {
    "offered": {
        "zh": "进入队列并已有结果的联络数（仍在等候的不计）。按结果产生的营业日计数。",
        "en": "Contacts that entered the queue and have left it, by the business day in which they left it.",
    },
    "answered": {"zh": "由座席接听的联络数。", "en": "Contacts that an agent answered."},
    "abandoned": {
        "zh": "客户在等候或振铃时挂机的联络数。",
        "en": "Contacts whose customer hung up while waiting, ringing included.",
    },
    "answered_in_time": {
        "zh": "从进入队列到座席接听不超过队列承诺秒数的联络数，振铃时间计入等候。",
        "en": "Contacts answered within the queue's seconds, counted from entering it, ringing included.",
    },
    "service_level": {
        "zh": "服务水平 = 及时接听数 ÷ 进入队列数。时钟从进入队列开始，振铃时间计入，放弃的计入分母。",
        "en": "Answered in time / offered. The clock starts on entering the queue; ringing counts; "
        "abandoned ones are among the offered.",
    },
    "abandonment": {"zh": "放弃率 = 放弃数 ÷ 进入队列数。", "en": "Abandoned / offered."},
    "average_speed_of_answer_seconds": {
        "zh": "平均应答速度：已接听联络从进入队列到接听的平均秒数。",
        "en": "Mean seconds from entering the queue to the answer, over answered contacts.",
    },
    "average_handle_seconds": {
        "zh": "平均处理时长 =（通话 + 保持 + 话后处理）÷ 接听数，单位为秒。",
        "en": "(Talk + hold + wrap-up) / answered, in seconds.",
    },
}
