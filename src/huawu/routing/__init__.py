"""Routing: queues, agent states, offers. Who takes which contact, and why.

Nouns: *queue*, *seat* (an agent as the plan knows them), *contact* (someone waiting), *offer*, *plan*. The
core is one object, `core.engine.Engine`, that is told and answers; `service` is the door to it. Routing
never talks to a phone, never reads the database while it decides, and knows no names or numbers of people.
"""
