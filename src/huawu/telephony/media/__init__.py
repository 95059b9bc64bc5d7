"""The media process: sockets, a 20 ms tick, bridges, prompts, music, digits, recordings.

`python -m huawu.telephony.media NAME` listens at `settings.socket(NAME)` and speaks `platform.ipc`. It knows
legs by id and nothing of SIP. It outlives its clients: when `live` goes, bridges, music and recordings go on,
and the next `live` learns from `inventory` what is there.

Commands (`do`, one way; unknown legs are ignored; repeated commands change nothing):

| name | args | |---|---| | open | leg, port, remote ([ip, port] or null), codec ("PCMU", "PCMA"), dtmf
(payload type or null), bind (ip), watch (default false: tell quiet and heard) | | adjust | leg, and any of
remote, codec, dtmf, direction ("sendrecv", "sendonly", "recvonly", "inactive": ours) | | close | leg | |
play | leg, token, prompts ([id, ...]; "music"; "silence:500"), loop | | echo | leg (hears itself, a second
later) | | stop | leg | | bridge | bridge, legs, hears (null: everyone hears everyone; or {listener:
[speakers]}) | | unbridge | bridge | | record | recording, path, key (32 bytes), header (dict), outside
([leg]), inside ([leg]) | | adjust_record | recording, outside, inside | | pause_record | recording
(silence and a mark in the file from now on) | | resume_record | recording | | stop_record | recording |
| digits | leg, digits | | listen, unlisten | leg (what it says is told as `sound`, or no more) |

Asked (`ask`): `inventory` {} -> {legs: [...], bridges: {...}, recordings: [...], paused: [recordings],
quiet: [legs],
listened: [legs]}; `statistics` {} -> counters.

Events (`tell`): digit {leg, digit}; played {leg, token}; recorded {recording, seconds, size};
closed {leg, received, sent, lost, strangers, jitter_ms}; silent {leg, seconds} (no packet for 10 s while one
was due); quiet {leg} (a watched leg: one second without a packet), heard {leg} (again); failed {leg or
recording, why} (port busy, disk full); prompt_missing {leg, prompt}.

A client that calls itself "speech" is told nothing but `sound` {leg, ulaw}, ten times a second for each leg
that is listened to; nobody else is. What it leaves unread beyond half a megabyte is not sent, and counted
(`unheard` in `statistics`): the tick never waits for it.

A bridge or a recording may name legs that are not open yet; they take part once they are. What a leg is
played replaces what it hears in bridges. Paths of recordings must lie in the folder of recordings.
"""
