"""What each figure of my day means, in words that the page shows beside it. Formulas: `measures.agent_day`,
`measures.answer_speed`."""

DEFINITIONS: dict[str, dict[str, str]] = {
    "offered": {
        "zh": "今天在我的话机上振铃并已有结果的来电数；几位一起振铃而由同事接起的不算。",
        "en": "Calls that rang at my phone today and have an outcome, but for those that rang at several "
        "and a colleague answered.",
    },
    "answered": {"zh": "我接起的来电数。", "en": "Calls that I answered."},
    "missed": {
        "zh": "振铃后我没有接、话机忙或联系不上的来电数。",
        "en": "Calls that rang out, or found my phone busy or away.",
    },
    "declined": {"zh": "我拒接的来电数。", "en": "Calls that I declined."},
    "left_while_ringing": {
        "zh": "振铃时客户挂断，或系统撤回的来电数。",
        "en": "Calls whose customer left, or that were taken back, while they rang.",
    },
    "ready_seconds": {"zh": "今天处于空闲状态的时长。", "en": "Time in the state ready today."},
    "paused": {
        "zh": "今天按原因累计的示忙时长；限额是每天的总时长。",
        "en": "Time paused today by reason; the allowance is for the whole day.",
    },
    "average_handle_seconds": {
        "zh": "平均处理时长 =（通话 + 保持 + 整理）÷ 接起数。",
        "en": "(Talk + hold + wrap-up) / answered.",
    },
    "ring_seconds_p50": {
        "zh": "接起的来电在我的话机上振铃秒数的中位数。",
        "en": "Median of the seconds that answered calls rang at my phone.",
    },
    "answered_by_second_ring": {
        "zh": "二声内接起的比例：目标。一声按 5 秒计（响 1 秒停 4 秒）。",
        "en": "Share answered by the second ring: the goal. A ring is 5 s (1 s on, 4 s off).",
    },
    "answered_by_third_ring": {
        "zh": "三声内接起的比例：上限。超过三声，问候语要先致歉。",
        "en": "Share answered by the third ring: the limit. After it the greeting apologises.",
    },
    "occupancy": {
        "zh": "占用率 =（振铃 + 通话 + 保持 + 整理）÷（前者 + 空闲）。",
        "en": "(Ringing + talk + hold + wrap-up) / (that + ready).",
    },
    "customer_first": {
        "zh": "我接起的通话中，由客户先挂机的比例。应让客户先挂机。",
        "en": "Share of my calls in which the customer hung up first, as it should be.",
    },
}
