"""The product of the system tests, for those that look at it for longer, and a house full of telephones."""

from tests.long.house import furnished as furnished
from tests.long.house import house as house
from tests.long.house import lin as lin
from tests.long.outside import neighbour as neighbour
from tests.long.queues import front as front
from tests.system.conftest import product as product
