"""Flows: one graph language for menus, scripts, bots and drills.

Nouns: *graph* (data, checked before it is published), *walk* (where one contact is in a graph). A walk is
told what the contact did and answers what to do next. It never plays a sound itself and never knows who the
contact is.
"""
