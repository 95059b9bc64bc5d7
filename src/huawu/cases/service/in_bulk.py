"""What whoever writes very many cases at once must know to write what `open_case` and `make_step` would."""

from huawu.cases.core import priority, promise, trees
from huawu.cases.service import assigning, common, promises

FIRST, SOLVE, RECEIPT, FAR = promises.FIRST, promises.SOLVE, promises.RECEIPT, promises.FAR
Reason = priority.Reason
begin_work, pause, solved, settle = promises.begin_work, promises.pause, promises.solved, promises.settle
begin_receipt = promises.begin_receipt
clock_of, ladder_of, promised = promises.clock_of, promises.ladder_of, promises.promised
due_at, overdue, reached = promise.due_at, promise.overdue, promise.reached
path_name, way = trees.path_name, trees.way
standing_before, words_of = assigning.standing_before, common.words_of
