"""People: who works here. Users who sign in to the page, agents who answer, their roles, skills and phones.

Nouns: *user* (login, roles), *agent* (工号, extension), *abilities* (team, languages, skills, queues),
*team*, *sign-in session*, *permission*.
Never knows what an agent is doing at this moment: that is routing's, in the live process.
"""
