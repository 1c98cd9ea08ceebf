#!/usr/bin/env python3
"""What one message costs in Python: pydantic and jsonschema, as a service uses them.

    subjects | python_peer.py [--seconds 0.5]

Prints one JSON object: ns a message, {"encode_check": {"small": ...}, "decode_check": ..., "validate": ...}; each the
best of five runs.
"""
import argparse
import datetime
import json
import sys
import timeit
from typing import Dict, List, Optional

import jsonschema
import pydantic


class Content(pydantic.BaseModel):
    id: str
    url: str
    title: Optional[str] = None
    size: int


class Address(pydantic.BaseModel):
    name: str
    street: str
    city: str
    zip: str
    country: str


class OrderLine(pydantic.BaseModel):
    sku: str
    title: str
    quantity: int
    price: float
    discount: Optional[float] = None


class Order(pydantic.BaseModel):
    id: str
    customer: int
    state: str
    currency: str
    placed_at: datetime.datetime
    paid_at: Optional[datetime.datetime] = None
    deliver_on: str
    email: str
    billing: Address
    shipping: Address
    lines: List[OrderLine]
    attributes: Dict[str, str]
    gift: bool
    total: float
    note: Optional[str] = None


class Item(pydantic.BaseModel):
    sku: str
    name: str
    quantity: int
    price: float
    active: bool
    shelf: Optional[str] = None


class Inventory(pydantic.BaseModel):
    warehouse: str
    items: List[Item]


MODELS = {"small": Content, "medium": Order, "large": Inventory}
RUNS = 5


def nanoseconds(operation, seconds):
    timer = timeit.Timer(operation)
    once = timer.timeit(1)
    count = max(1, int(seconds / RUNS / max(once, 1e-9)))
    return min(timer.repeat(RUNS, count)) / count * 1e9


def measure(subject, seconds):
    """{operation: ns a message}"""
    model = MODELS[subject["name"]]
    text = subject["text"]
    validator = jsonschema.Draft7Validator(subject["schema"])
    message = model.parse_obj(json.loads(text))

    def encode_check():
        out = message.json()
        validator.validate(json.loads(out))
        return out

    def decode_check():
        data = json.loads(text)
        validator.validate(data)
        return model.parse_obj(data)

    def validate():
        validator.validate(json.loads(text))

    return {operation.__name__: nanoseconds(operation, seconds) for operation in (encode_check, decode_check, validate)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.5, help="for each operation on each message")
    options = parser.parse_args()
    result = {}
    for line in sys.stdin:
        subject = json.loads(line)
        for operation, ns in measure(subject, options.seconds).items():
            result.setdefault(operation, {})[subject["name"]] = round(ns)
    if not result:
        sys.exit("python_peer.py: no subjects on standard input")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
