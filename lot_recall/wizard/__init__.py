# ruff: noqa: I001 (order matters: the preview extends the wizard)
from . import lot_recall_wizard
from . import lot_recall_wizard_preview
from . import lot_recall_wizard_impact
from . import lot_recall_wizard_incoming
from . import lot_recall_comparison
from . import lot_recall_clock_stop
from . import lot_recall_proposal_reject
from . import lot_recall_remind
from . import lot_recall_told
from . import lot_recall_answer
from . import lot_recall_answer_line
