from . import lot_recall, lot_recall_batch, lot_recall_letter, lot_recall_reply, lot_recall_report
