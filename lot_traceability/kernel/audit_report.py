"""What is read when a chain of the audit ledger is verified, and what comes out."""

from dataclasses import dataclass
from typing import NamedTuple

FINDINGS_KEPT = 20


class Row(NamedTuple):
    """A seal with its entry; ``content`` is None when the entry is gone, ``personal`` is ``(salt, text)`` or None."""

    seq: int
    entry_id: int
    content_hash: bytes
    hash: bytes
    sealed_us: int
    content: str | None
    personal: tuple[bytes, str] | None = None
    previous: bytes | None = None


class Anchor(NamedTuple):
    """A head of the chain that was kept elsewhere; ``source`` says where it comes from.

    ``own``: kept by the database itself, whose owner can write it anew with the chain.
    """

    seq: int
    hash: str
    source: str = ""
    own: bool = False


class Finding(NamedTuple):
    """What is wrong with a row: ``kind`` from the closed list ``KINDS``; ``since`` is the last number known good."""

    kind: str
    seq: int
    entry_id: int | None = None
    since: int = 0
    source: str = ""


KINDS = (
    "seal_missing",  # a number is not there
    "seal_changed",  # the hash does not follow from the row and the one before it
    "entry_missing",  # deleted, and no retention run accounts for it
    "entry_changed",  # the content is not what was sealed
    "entry_foreign",  # the content belongs to another company's chain
    "personal_missing",  # deleted, and no erasure accounts for it
    "personal_changed",
    "anchor_differs",  # the chain is not the one that the anchor was taken from
    "end_missing",  # the anchor names a number that the chain does not reach
    "entry_unlisted",  # neither sealed nor waiting: written or hidden behind the program's back
    "waiting_gone",  # waited to be sealed and is gone
)


@dataclass(frozen=True)
class Report:
    """Outcome of a verification.

    Attributes:
        company_id: Whose chain.
        first, last: Numbers of the first and last seal read; 0 when there is none.
        head: Hexadecimal hash of the last seal, "" when there is none.
        rows: Seals read.
        findings: What is wrong, by number, at most ``FINDINGS_KEPT``.
        wrong: How many findings there are in all.
        retained_away, erased: Entries and personal data that are gone and accounted for.
        unsealed: Committed entries that wait to be sealed.
        overdue: How many of these were written long ago: sealing has stopped or is held up.
        clock_notices: Numbers of seals whose instant lies before that of the one before; the first few.
        clock_count: How many of these there are.
        late_notices: Numbers of seals whose entry says that it was written long before, or after, it was sealed.
        late_count: How many of these there are.
        anchors: Numbers whose anchors were compared.
        outside: Those of them with an anchor from outside the database.
        skipped: Stretches of numbers that were not there to be read, in an excerpt.
    """

    company_id: int
    first: int = 0
    last: int = 0
    head: str = ""
    rows: int = 0
    findings: tuple[Finding, ...] = ()
    wrong: int = 0
    retained_away: int = 0
    erased: int = 0
    unsealed: int = 0
    overdue: int = 0
    clock_notices: tuple[int, ...] = ()
    clock_count: int = 0
    late_notices: tuple[int, ...] = ()
    late_count: int = 0
    anchors: int = 0
    outside: int = 0
    skipped: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    @property
    def first_bad(self) -> Finding | None:
        """The finding with the lowest number."""
        return self.findings[0] if self.findings else None
