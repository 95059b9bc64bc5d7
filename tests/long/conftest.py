"""The product of the system tests, for those that look at it for longer."""

from tests.system.conftest import product as product
