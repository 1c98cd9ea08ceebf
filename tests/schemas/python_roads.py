"""Holds verdicts on published documents against Python's jsonschema: python_roads.py FILE

A line of FILE is {"schema": ..., "messages": [JSON TEXT, ...], "valid": [BOOL, ...]}; the last is {"formats": {FORMAT: {TEXT:
BOOL}}}, kontrakt's own verdicts. Prints how many verdicts it compared, and ends with code 1 if the two differ in anything but
DIFFERENCES, or if one of those is no difference any more.
"""
import json
import sys

import jsonschema

# What Python sees otherwise: a format that it does not check.
DIFFERENCES = {
    "format date-time": "needs the package rfc3339-validator",
    "format time": "is not checked in draft-07 without the package",
    "format duration": "is no format of draft-07",
    "format hostname": "needs the package fqdn",
    "format uri": "needs the package rfc3987",
    "format uuid": "is no format of draft-07",
    "format json-pointer": "needs the package jsonpointer",
}


def kind(mended, formats):
    """jsonschema's validator, which sees the `mended` differences as kontrakt does; formats it does not know go unchecked."""
    checker = jsonschema.FormatChecker(formats=())
    checker.checkers = dict(jsonschema.Draft7Validator.FORMAT_CHECKER.checkers)
    for name in formats:
        if "format " + name in mended:
            checker.checkers[name] = (lambda text, name=name: not isinstance(text, str) or formats[name][text], ())
    return lambda schema: jsonschema.Draft7Validator(schema, format_checker=checker)


def differences(cases, make):
    for case in cases:
        validator = make(case["schema"])
        for message, valid in zip(case["messages"], case["valid"], strict=True):
            if validator.is_valid(json.loads(message)) != valid:
                yield f"{case['schema']['title']} on {message}: kontrakt says {valid}"


def main(path):
    with open(path, encoding="utf-8") as lines:
        *cases, last = [json.loads(line) for line in lines]
    formats = last["formats"]
    wrong = list(differences(cases, kind(set(DIFFERENCES), formats)))
    for name in DIFFERENCES:
        if not any(differences(cases, kind(set(DIFFERENCES) - {name}, formats))):
            wrong.append(f"no difference any more: {name}")
    print(sum(len(case["messages"]) for case in cases))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
