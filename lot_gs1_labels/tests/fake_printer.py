"""A printer for tests: a real TCP listener on this machine that behaves well, or in one of the ways printers do not."""

import socket
import threading

STATUS = (
    "\x02030,{paper},{pause},1245,000,0,0,0,000,0,0,0\x03\r\n"
    "\x02001,0,{head},{ribbon},0,2,6,0,00000000,1,000\x03\r\n"
    "\x021234,0\x03\r\n"
)


class FakePrinter:
    """Listens on a free port while it is used as a context.

    Args:
        manner: ``good`` reads all, then closes; ``hangs`` accepts and never reads; ``drops`` cuts the connection after
            ``after`` bytes; ``mute`` reads all and keeps the connection open.
        after: bytes read before ``drops`` cuts.
        status: dict of paper, pause, head, ribbon (0 or 1) to answer ~HS with; None: no answer.
    """

    def __init__(self, manner="good", after=0, status=None):
        self.manner, self.after, self.status = manner, after, status
        self.jobs = []  # bytes of each connection
        self._open = []

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port = self._listener.getsockname()[1]
        self._is_on = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._is_on = False
        self._thread.join()
        for connection in (*self._open, self._listener):
            connection.close()

    def _serve(self):
        while self._is_on:
            try:
                connection, _address = self._listener.accept()
            except TimeoutError:
                continue
            self._open.append(connection)
            if self.manner != "hangs":
                self._read(connection)

    def _read(self, connection):
        job = bytearray()
        self.jobs.append(job)
        connection.settimeout(0.1)
        while self._is_on:
            try:
                data = connection.recv(4096)
            except TimeoutError:
                continue
            except ConnectionError:
                return
            job.extend(data)
            if self.manner == "drops" and len(job) >= self.after:
                # Closing with a linger of 0 s resets the connection, as switching off does in the end.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                connection.close()
                return
            if self.status is not None and job.endswith(b"~HS"):
                flags = {"paper": 0, "pause": 0, "head": 0, "ribbon": 0, **self.status}
                connection.sendall(STATUS.format(**flags).encode())
            if not data:
                if self.manner == "good":
                    connection.close()
                return

    @property
    def printed(self):
        """Everything that was read, without questions for the status."""
        return b"".join(bytes(job) for job in self.jobs).replace(b"~HS", b"")
