"""Web glue with no business noun: problem+json, limits, headers, who is signed in, ports, pages.

A request passes, from the outside in: `edge` (log, headers, last resort), `limits` (size, rate),
FastAPI's routing, then a route's dependencies: `signed_in` (session cookie, CSRF), a Work or a session
for reading.
"""
