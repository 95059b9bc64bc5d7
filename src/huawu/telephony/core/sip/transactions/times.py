"""The times of RFC 3261 table 4, in microseconds."""

from huawu.platform.clock import MILLI, SECOND

T1 = 500 * MILLI
T2 = 4 * SECOND
T4 = 5 * SECOND
LIFETIME = 64 * T1
"""Timers B, F, H, J, L, M: how long a transaction is tried for or remembered."""
TIMER_D = 32 * SECOND
TIMER_C = 185 * SECOND
"""How long an INVITE may stay provisional without a further provisional response (RFC 3261 16.6, more than 3
min)."""
MINUTE = 60 * SECOND
"""How often a provisional response is repeated, so that proxies on the way do not give up (RFC 3261
13.3.1.1)."""
