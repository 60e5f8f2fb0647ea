"""How people are called by their names."""

from __future__ import annotations

import pytest

from devjournal.models.ids import address_in


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Priya Nair", "Priya"),
        ("  Priya\n Nair ", "Priya"),
        ("美咲 Tanaka", "美咲"),
        ("Dr. Anna Weber", "Dr. Weber"),
        ("Prof. Dr. Anna van der Berg, PhD", "Prof. Dr. van der Berg"),
        ("dr okafor", "dr okafor"),
        ("Sir Ian Holt", "Sir Ian"),
        ("van Dijk", "van Dijk"),
        ("De la Cruz", "De la Cruz"),
        ("Van Nguyen", "Van"),
        ("Ludwig van Dijk", "Ludwig"),
        ("Nair, Priya", "Priya"),
        ("Nair, Dr. Priya", "Dr. Nair"),
        ("Sam Holt, MBA", "Sam"),
        ("Sam Holt Jr.", "Sam"),
        ("NAIR Priya", "Priya"),
        ("PRIYA NAIR", "PRIYA"),
        ("J. Okafor", "J. Okafor"),
        ("J.R. Okafor", "J.R. Okafor"),
        ("田中 美咲", "田中 美咲"),
        ("Dr", "Dr"),
        ("Eng. Paulo Reyes", "Eng. Reyes"),
        ("Lt. Col. Ana Reyes", "Lt. Col. Reyes"),
        ("Mgr. Jana Horká, Ph.D.", "Mgr. Horká"),
        ("Capt.", "Capt."),
        ("", ""),
    ],
)
def test_somebody_is_addressed_as_people_call_them(name: str, address: str) -> None:
    """By the given name, with a title by the family name; whole where it can't be told apart."""
    assert address == address_in(name)
