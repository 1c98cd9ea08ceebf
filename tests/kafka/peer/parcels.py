"""Parcel:1 as kafkaesk sees it, and the thousand parcels that both sides send: parcels.h says the same in C++."""
import datetime
import math
from typing import Dict, List, Optional

import pydantic

INT64 = 2**63


class Place(pydantic.BaseModel):
    city: str
    latitude: float


class Parcel(pydantic.BaseModel):
    id: str
    number: int
    weight: float
    fragile: bool
    sent: datetime.datetime
    title: Optional[str] = None
    place: Optional[Place] = None
    received: Optional[datetime.datetime] = None
    tags: List[str] = []
    sizes: Dict[str, int] = {}


def key_of(i: int) -> bytes:
    return f"key-{i % 97}".encode()


def parcel(i: int) -> Parcel:
    """The i-th parcel. Every kind of value takes its turn, with periods that share no factor."""
    numbers = [-INT64, INT64 - 1, 2**53 + 1 + i, -i, i]
    weights = [0.1 * i, -0.0, 1e300 / (i + 1), 5e-324, 3.0, math.pi * i, 1 / 3]
    titles = [None, "", "Größe \N{SNOWMAN} \N{ROCKET}", 'say "so"\\\n\t/\x7f', "\u2028\x01 \u05d0\u4e2d"]
    sent = datetime.datetime(2024, 2, 29, 23, 59, 59, i * 997 % 1_000_000, tzinfo=datetime.timezone.utc)
    offset = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    return Parcel(
        id=f"parcel-{i}",
        number=numbers[i % 5],
        weight=weights[i % 7],
        fragile=i % 2 == 0,
        sent=sent,
        title=titles[i // 3 % 5],
        place=None if i % 3 == 0 else Place(city=f"Zürich {i}", latitude=i / 1000 - 0.5),
        received=None if i % 4 else sent.astimezone(offset) + datetime.timedelta(seconds=i),
        tags=[f"tag{n}" for n in range(i % 4)],
        sizes={f"größe-{n}": n - i for n in range(i % 3)},
    )
