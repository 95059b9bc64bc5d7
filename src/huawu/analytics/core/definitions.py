"""What each figure means, in words that the screen shows beside it. The formulas are in `measures`."""

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
