"""Mixing: each listener hears the sum of those it is to hear, all listeners of a slot in one go of numpy.

The speakers' 20 ms are rows of one matrix; `edges` lists, listener after listener, the rows each one hears.
Adding runs of rows is one `reduceat`, so the cost goes with who hears whom and not with listeners times
speakers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from huawu.telephony.core.media.g711 import DECODE, ENCODE, LAW_INDEX
from huawu.telephony.core.media.rtp import SAMPLES


@dataclass(frozen=True, slots=True)
class MixPlan:
    """Who hears whom, as arrays. Each listener hears at least one speaker."""

    edges: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    decode_from: npt.NDArray[np.uint16]
    encode_from: npt.NDArray[np.int32]


def plan(
    hears: Sequence[Sequence[int]], *, speaker_laws: Sequence[str], listener_laws: Sequence[str]
) -> MixPlan:
    """A plan from, for each listener, the numbers of its speakers."""
    sizes = [len(rows) for rows in hears]
    assert all(sizes), "a listener that hears nobody is not mixed"
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    edges = np.array([row for rows in hears for row in rows], dtype=np.intp)
    decode_from = np.array([[256 * LAW_INDEX[law]] for law in speaker_laws], dtype=np.uint16)
    encode_from = np.array([[65536 * LAW_INDEX[law] + 32768] for law in listener_laws], dtype=np.int32)
    return MixPlan(edges, starts, decode_from, encode_from)


def mix(plan: MixPlan, spoken: Sequence[bytes]) -> list[bytes]:
    """20 ms of each speaker in its law; out come 20 ms for each listener in its own."""
    raw = np.frombuffer(b"".join(spoken), dtype=np.uint8).reshape(-1, SAMPLES)
    samples = DECODE[raw + plan.decode_from].astype(np.int32)
    sums = np.add.reduceat(samples[plan.edges], plan.starts, axis=0)
    np.clip(sums, -32768, 32767, out=sums)
    encoded = ENCODE[sums + plan.encode_from].tobytes()
    return [encoded[at : at + SAMPLES] for at in range(0, len(encoded), SAMPLES)]
