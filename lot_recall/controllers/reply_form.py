"""What a form of the reply page carries so that it is taken: a key that the page gave out for this very link."""

import secrets
import time

from odoo.tools import consteq, hmac

SCOPE, LIFE = "lot_recall.reply_form", 7 * 24 * 3600  # seconds


def make_key(env_sudo, link):
    """A new key; ``link`` is the hash of the link's token."""
    stamp, nonce = f"{int(time.time()):x}", secrets.token_hex(16)
    return f"{stamp}.{nonce}.{hmac(env_sudo, SCOPE, f'{link}.{stamp}.{nonce}')}"


def read_key(env_sudo, link, key):
    """What makes the form one of a kind, ``""`` when the key is of another link, too old or made up."""
    stamp, _, rest = str(key or "").partition(".")
    nonce, _, sign = rest.partition(".")
    if not sign.isascii() or not consteq(hmac(env_sudo, SCOPE, f"{link}.{stamp}.{nonce}"), sign):
        return ""
    return nonce if int(stamp, 16) > time.time() - LIFE else ""
