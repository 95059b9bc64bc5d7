"""Use cases about people."""

from huawu.people.service.accounts import come_back, governed, hire, leave, new_password
from huawu.people.service.entrance import Entrance, change_password, sign_in, sign_out, who
from huawu.people.service.throttle import SignInThrottle
from huawu.people.service.users import (
    change_settings,
    create_agent,
    create_user,
    first_password,
    set_password,
)

__all__ = [
    "Entrance",
    "SignInThrottle",
    "change_password",
    "change_settings",
    "come_back",
    "create_agent",
    "create_user",
    "first_password",
    "governed",
    "hire",
    "leave",
    "new_password",
    "set_password",
    "sign_in",
    "sign_out",
    "who",
]
