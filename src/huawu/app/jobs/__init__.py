"""The `jobs` process: the writer of the spool, subscribers, jobs, housekeeping. `python -m huawu.app.jobs`.

It holds nothing that is not in the database or in the spool: when it dies, the next one goes on where it
was, and what it costs is time only.
"""
