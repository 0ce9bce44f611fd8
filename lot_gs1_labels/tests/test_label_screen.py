"""Printed labels on screens: scanned back without mouse, printed from the Scan screen."""

from odoo.tests import HttpCase, tagged

from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestLabelScreen(LoopCase, HttpCase):
    def test_labels_are_scanned_back_one_after_the_other(self):
        job = self.printed(self.lot, 2)
        self.start_tour(f"/odoo/print-jobs/{job.id}", "lot_gs1_labels_scan_back", login=self.user_operator().login)
        self.assertEqual((job.right_count, job.wrong_count), (1, 1))

    def test_the_scan_screen_prints_labels(self):
        self.start_tour("/odoo/lot-scan", "lot_gs1_labels_scan_print", login=self.user_operator().login)
