"""Acceptance checks: what was typed becomes a judgement, and results become the state of a check.

Numbers are read without a locale: one point or comma is the decimal separator, whoever types it. Nothing is rounded
and no separator is ever taken for one of thousands; what could mean two things is asked back.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal

PASS_FAIL, MEASURE, TEXT, PHOTO, FILE = "pass_fail", "measure", "text", "photo", "file"
WITH_FILE = (PHOTO, FILE)
TODO, PASSED, FAILED, NOT_APPLICABLE = "todo", "passed", "failed", "not_applicable"
EVERY, FIXED, PERCENT = "every", "fixed", "percent"
ON_TIME, DATED_BACK, LATE = "on_time", "dated_back", "late"

# Issues: why something typed is no result. ``messages_check.issue`` has their sentences.
EMPTY, TOO_LONG, NO_NUMBER, AMBIGUOUS, TOO_PRECISE, TOO_LARGE = (
    "empty", "too_long", "no_number", "ambiguous", "too_precise", "too_large",
)  # fmt: skip
NO_VERDICT, NO_FILE, IN_FUTURE = "no_verdict", "no_file", "in_future"
OVERDUE, NOT_YET = "calibration_overdue", "calibrated_later"

MOST_DECIMALS = 6
MOST_DIGITS = 12  # before the separator
LONGEST_TEXT = 2000
LATE_AFTER = timedelta(hours=24)
BACK_AFTER = timedelta(minutes=10)
CLOCK_SLACK = timedelta(minutes=5)  # by which the clock of a phone may be ahead of the server's
_MINUS = ("-", "\u2212")


@dataclass(frozen=True)
class Spec:
    """What a check asks for.

    kind: one of ``PASS_FAIL`` … ``FILE``.
    lower, upper: limits that still pass, None = open.
    decimals: most digits after the separator.
    """

    kind: str
    lower: Decimal | None = None
    upper: Decimal | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Judgement:
    """``outcome``: passed or failed, "" when ``issue`` says why it is no result. ``value``: of measurements."""

    outcome: str = ""
    value: Decimal | None = None
    issue: str = ""


@dataclass(frozen=True)
class Need:
    """A check of a lot, as far as its release asks for it.

    is_held: a hold for its failure is open. is_conceded: somebody decided on its failure, with a reason.
    """

    id: int
    state: str
    is_required: bool = True
    is_held: bool = False
    is_conceded: bool = False

    @property
    def is_in_the_way(self) -> bool:
        """Whether the lot is not released because of it."""
        if self.state == FAILED:
            return self.is_held or (self.is_required and not self.is_conceded)
        return self.is_required and self.state == TODO


def judge(spec: Spec, text: str, files: int = 0) -> Judgement:
    """What somebody typed, judged; an issue instead of an outcome when it cannot be a result.

    Args:
        spec: what the check asks for.
        text: a number, words, or the verdict ``passed`` or ``failed`` of kinds that people judge.
        files: how many files came with it.
    """
    text = text.strip()
    if not text:
        return Judgement(issue=EMPTY)
    if len(text) > LONGEST_TEXT:
        return Judgement(issue=TOO_LONG)
    if spec.kind == TEXT:
        return Judgement(PASSED)
    if spec.kind == MEASURE:
        return _judge_number(spec, text)
    if text not in (PASSED, FAILED):
        return Judgement(issue=NO_VERDICT)
    if spec.kind in WITH_FILE and not files:
        return Judgement(issue=NO_FILE)
    return Judgement(text)


def _judge_number(spec, text):
    value, issue = read_number(text)
    if value is None:
        return Judgement(issue=issue)
    if -value.as_tuple().exponent > spec.decimals:
        return Judgement(issue=TOO_PRECISE)
    is_inside = (spec.lower is None or value >= spec.lower) and (spec.upper is None or value <= spec.upper)
    return Judgement(PASSED if is_inside else FAILED, value)


def read_number(text: str) -> tuple[Decimal | None, str]:
    """``(value, "")`` of a plain decimal number in any script's digits, else ``(None, issue)``.

    No exponents, no units, no "inf"; several separators, or blanks between digits, are ambiguous.
    """
    text = text.strip()
    sign = -1 if text[:1] in _MINUS else 1
    body = text[1:] if text[:1] in (*_MINUS, "+") else text
    digits = "".join(_digit(letter) for letter in body)
    whole, point, fraction = digits.partition(".")
    if not body or "?" in digits or not (whole + fraction).strip(". "):
        return None, NO_NUMBER
    if "." in fraction or " " in digits:
        return None, AMBIGUOUS
    if len(whole.lstrip("0")) > MOST_DIGITS:
        return None, TOO_LARGE
    if len(fraction) > MOST_DECIMALS:
        return None, TOO_PRECISE
    value = Decimal(f"{whole or '0'}{point}{fraction or ('0' if point else '')}") * sign
    return value, ""


def _digit(letter):
    if letter in ".,\u066b":
        return "."
    if letter.isspace() or letter == "\u066c" or letter in "'\u2019":
        return " "
    value = unicodedata.decimal(letter, None)
    return "?" if value is None else str(value)


def sample_size(
    rule: str, qty: Decimal, count: int = 1, percent: Decimal = Decimal(100), is_counted: bool = True
) -> int:
    """How many results a lot of a quantity needs, at least one.

    Args:
        rule: ``EVERY`` unit, a ``FIXED`` count, or ``PERCENT`` of the quantity but no fewer than ``count``.
        qty: of the lot, in the product's unit.
        count: of results, see the rule.
        percent: of the quantity.
        is_counted: the unit is pieces, of which no more can be sampled than there are.
    """
    whole = int(qty.to_integral_value(ROUND_CEILING))
    if rule == EVERY:
        return max(whole, 1)
    size = count
    if rule == PERCENT:
        size = max(count, int((qty * percent / 100).to_integral_value(ROUND_CEILING)))
    if is_counted and whole > 0:
        size = min(size, whole)
    return max(size, 1)


def state_of(needed: int, outcomes: Iterable[str]) -> str:
    """State of a check that needs so many results, from the outcomes of those that count."""
    outcomes = list(outcomes)
    if FAILED in outcomes:
        return FAILED
    return PASSED if outcomes.count(PASSED) >= needed else TODO


def obstacles(needs: Iterable[Need]) -> list[Need]:
    """What stands in the way of a release: required and missing, or failed and not decided on by anybody."""
    return [need for need in needs if need.is_in_the_way]


def timing(done_at: datetime, entered_at: datetime) -> tuple[str, str]:
    """``(mark, issue)``: whether a result was entered when it was taken, and refused when taken in the future."""
    if done_at - entered_at > CLOCK_SLACK:
        return "", IN_FUTURE
    gap = entered_at - done_at
    if gap > LATE_AFTER:
        return LATE, ""
    return (DATED_BACK if gap > BACK_AFTER else ON_TIME), ""


def calibration(day: date, calibrated_on: date | None, due: date | None) -> str:
    """Issue of an instrument on the day of a result, "" when its calibration held; a due day itself still holds."""
    if due and day > due:
        return OVERDUE
    if calibrated_on and day < calibrated_on:
        return NOT_YET
    return ""
