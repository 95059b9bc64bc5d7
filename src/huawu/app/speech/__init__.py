"""The speech process: it understands what is said on calls, so that neither calls nor the live loop wait.

`python -m huawu.app.speech` listens at `settings.socket("speech")` and connects to each media process as
"speech", which sends it what is said on the legs that live wants listened to. Models run in worker processes
of its own with low priority. It keeps nothing that live could not tell it again: when it dies, callers have
their keys, and the next one is told everything in `plans` and the commands after it.

Commands of live (`do`, one way):

| name | args |
|---|---|
| plans | bodies: the published plans of speech by key |
| hear | leg, number, language, expects, phrases, today (2026-11-23): a question was put to this leg |
| deaf | leg: nothing is wanted of it any more |
| write | recording, call, language, outside, inside ([leg]), paused, path, key, header: what is said in it |
| | is written down, from now on with these legs |
| typed | recording, text: an agent has this said |
| written | recording: it is over |

Asked: `inventory` {} -> {"legs": [...]}, those it listens to.

Events: `began` {leg, number}: they speak; `heard` {leg, number, text, confidence, language, failed}: what was
said, text "" when there were no words in it; `failed` is a key of why it could not be understood;
`line` {recording, call, at, end, side, text, typed}: something was said in a recording
(`telephony.recordings.words.Line`).
"""
