"""The live process: SIP on all transports, routing, flows, live screens. One owner per site.

It owns port 8000 and hands plain HTTP to `web`, so that a restart of `web` drops no registration and no call.
It never waits for the database: what happens is written to the spool, acted upon, and carried to PostgreSQL
by `jobs`.
"""
