"""Bytes to a network printer over a plain TCP connection ("raw" or "JetDirect" printing, port 9100). No Odoo here.

That the bytes left this server does not say that the printer took them: they may sit in buffers on the way. So the
printer has to show it: it closes the connection once it has read everything (JetDirect), or it answers the question
for its status that is sent behind the labels (ZPL II Programming Guide, ~HS).
"""

import ipaddress
import socket
import time
from dataclasses import dataclass

from ..kernel.print_queue import Outcome
from ..kernel.printer_status import ASK, read_status

BLOCK = 8192  # bytes
ANSWER = 1024  # bytes; a status has about 80


@dataclass(frozen=True)
class Target:
    """Where to send, and how long to wait.

    Args:
        host: name or address.
        port: TCP port.
        connect_seconds: for the connection.
        answer_seconds: for the printer to go on reading, and for its proof at the end.
        proof: ``closes``, ``status`` (ZPL) or ``none``.
        may_be_local: whether addresses of this very server are right.
    """

    host: str
    port: int
    connect_seconds: int
    answer_seconds: int
    proof: str
    may_be_local: bool = False


def send(target: Target, data: bytes) -> Outcome:
    """Send one piece; never raises for what network or printer do."""
    try:
        addresses = _addresses(target)
    except OSError as error:
        return Outcome("unknown_host", detail=_words(error))
    if not addresses:
        return Outcome("forbidden")
    try:
        connection = _connect(target, addresses)
    except OSError as error:
        return Outcome("unreachable", detail=_words(error))
    with connection:
        connection.settimeout(target.answer_seconds)
        return _deliver(connection, target, data)


def _addresses(target):
    """What the name stands for now; checked here, since a name can change what it stands for."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return [entry for entry in found if _is_printer_address(entry[4][0], target.may_be_local)]


def _is_printer_address(text, may_be_local):
    address = ipaddress.ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return may_be_local
    return not (address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved)


def _connect(target, addresses):
    last = None
    for family, kind, protocol, _name, address in addresses:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(target.connect_seconds)
            connection.connect(address)
        except OSError as error:
            connection.close()
            last = error
        else:
            return connection
    raise last


def _deliver(connection, target, data):
    taken = 0
    try:
        if target.proof == "status":
            before = _ask_status(connection, target.answer_seconds)
            if before is None or before.trouble:
                return Outcome("not_ready", detail=before.trouble if before else "")
        while taken < len(data):
            taken += connection.send(data[taken : taken + BLOCK])
        return _prove(connection, target, taken)
    except TimeoutError:
        return Outcome("stuck", taken)
    except OSError as error:
        return Outcome("broken", taken, _words(error))


def _prove(connection, target, taken):
    """Whether the printer took the last byte, too."""
    try:
        if target.proof == "status":
            after = _ask_status(connection, target.answer_seconds)
            return Outcome("done" if after else "silent", taken)
        connection.shutdown(socket.SHUT_WR)
        while target.proof == "closes" and connection.recv(ANSWER):
            pass
    except TimeoutError:
        return Outcome("silent", taken)
    return Outcome("done", taken)


def _ask_status(connection, seconds):
    """The printer's ``Status``; None when it closes or says nothing in time."""
    connection.sendall(ASK)
    answer, until = b"", time.monotonic() + seconds
    while (status := read_status(answer)) is None and time.monotonic() < until:
        try:
            more = connection.recv(ANSWER)
        except TimeoutError:
            return None
        if not more or len(answer) > ANSWER:
            return None
        answer += more
    return status


def _words(error):
    return error.strerror or str(error)
