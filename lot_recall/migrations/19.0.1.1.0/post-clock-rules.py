"""What the limits of earlier releases ask beside a date; limits are data that no upgrade overwrites."""

OF_RULES = """
    UPDATE lot_recall_clock_rule SET {column} = TRUE
     WHERE id IN (SELECT res_id FROM ir_model_data WHERE module = 'lot_recall' AND name = ANY(%s))
"""


def migrate(cr, version):
    first_reports = ["clock_us_status_report_device", "clock_us_status_report_food"]
    corrections = ["clock_us_device_report", "clock_us_device_amendment"]
    cr.execute(OF_RULES.format(column="is_met_by_report"), [first_reports])
    cr.execute(OF_RULES.format(column="asks_review"), [corrections])
