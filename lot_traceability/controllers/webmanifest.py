"""The scan screen among the shortcuts of an installed Odoo, and as an app of its own on the home screen."""

from odoo.http import request

from odoo.addons.web.controllers.webmanifest import WebManifest

APP = "lot_traceability"
ICON = {"src": f"/{APP}/static/description/icon.png", "sizes": "256x256", "type": "image/png"}


class LotScanManifest(WebManifest):
    def _get_shortcuts(self):
        shortcuts = super()._get_shortcuts()
        if request.env.user.has_group("stock.group_stock_user"):
            name, text = request.env._("Scan"), request.env._("Look up, receive, pick, produce, count, take back")
            shortcuts.insert(0, {"name": name, "url": "/odoo/lot-scan", "description": text, "icons": [ICON]})
        return shortcuts

    def _get_scoped_app_shortcuts(self, app_id):
        if app_id != APP:
            return super()._get_scoped_app_shortcuts(app_id)
        modes = request.env["lot.scan"]._fields["mode"]._description_selection(request.env)
        return [
            {"name": label, "url": f"/scoped_app/lot-scan?scan_mode={mode}", "icons": [ICON]} for mode, label in modes
        ]

    def _get_scoped_app_icons(self, app_id):
        return [ICON] if app_id == APP else super()._get_scoped_app_icons(app_id)
