"""What checks without pydantic says of everything what pydantic says."""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import ValidationError

from devjournal.models import validation
from devjournal.models.base import fields
from devjournal.models.plain import to_plain
from devjournal.models.registry import ALL_KINDS, class_for, variants_of
from devjournal.models.schema import core_schemas, model_of
from devjournal.models.validation import Fault, _faults_of, _validator
from tests.privacy.filler import Filler

CLASSES = [class_for(kind, one) for kind in ALL_KINDS for one in variants_of(kind)]
NAMES = sorted({field.name for cls in CLASSES for field in fields(cls)} | {"x"})
DAY = dt.date(2026, 10, 15)
MOMENT = dt.datetime(2026, 10, 15, 9, tzinfo=dt.UTC)
ODD = st.sampled_from(
    [
        *(Decimal("1.50"), Decimal("nan"), Decimal("inf"), 1.5),
        *(5, -1, 0, 2**63, True, None, {}, {"x": 1}, b"x"),
        *("", "x", "2026-10-15", "private", ["private"], "active", "win"),
        *(DAY, MOMENT, MOMENT.replace(tzinfo=None), dt.time(15)),
    ]
)
VALUES = st.recursive(
    ODD,
    lambda one: (
        st.lists(one, max_size=2)
        | st.tuples(one)
        | st.dictionaries(st.sampled_from(NAMES), one, max_size=4)
    ),
    max_leaves=4,
)
SPOILT = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3)


def faults(validate: Callable[[dict[str, Any]], Any], plain: dict[str, Any]) -> tuple[Fault, ...]:
    """Return what is wrong with plain data, in words."""
    try:
        validate(plain)
    except ValidationError as error:
        return _faults_of(error, plain)
    return ()


@pytest.fixture(autouse=True)
def kept() -> None:
    """Let validation check by schemas that went through a file."""
    validation.use(marshal.loads(marshal.dumps(core_schemas())))  # noqa: S302  # made here


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(seed=st.integers(0, 99), spoilt=SPOILT, gone=st.sets(st.sampled_from(NAMES), max_size=2))
@settings(max_examples=15)
def test_the_core_says_what_pydantic_says(
    cls: Any, seed: int, spoilt: dict[str, Any], gone: set[str]
) -> None:
    """Of whole records, and of ones with odd values or without some fields: the same faults."""
    filler = Filler(seed, is_sparse=True)
    filler.ids = {kind: [f"{one}-{kind}" for one in "abc"] for kind in ALL_KINDS}
    plain = {k: one for k, one in (to_plain(filler.fill(cls)) | spoilt).items() if k not in gone}
    assert faults(model_of(cls).model_validate, plain) == faults(
        _validator(cls).validate_python, plain
    )
