"""A mail server for tests that keeps what it gets."""

import email
import email.policy
import socket

from aiosmtpd.controller import Controller


class Letterbox:
    """A real mail server on this machine.

    mails: what it took, as ``email.message.EmailMessage``.
    mode: "take"; "refuse" (says no); "later" (says not now); "cut" (takes it and hangs up without a word).
    """

    def __init__(self):
        self.mails, self.mode = [], "take"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the server's name)
        if self.mode == "refuse":
            return "554 Refused by policy"
        if self.mode == "later":
            return "451 Try again later"
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.mode == "cut":
            server.transport.close()
        return "250 OK"

    def start(self):
        self.server.start()

    def stop(self):
        self.server.stop(no_assert=True)
