"""Holds verdicts against Python's jsonschema: python_verdicts.py FILE

A line of FILE is {"schema": ..., "messages": [JSON TEXT, ...], "valid": [BOOL, ...]}. Prints each difference and ends with
code 1 when there is one, else prints how many verdicts it compared.
"""
import json
import sys

import jsonschema

FORMATS = jsonschema.FormatChecker(formats=("date", "email", "ipv4"))


def main(path):
    compared, differences = 0, 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            validator = jsonschema.Draft7Validator(case["schema"], format_checker=FORMATS)
            for message, valid in zip(case["messages"], case["valid"], strict=True):
                compared += 1
                if validator.is_valid(json.loads(message)) == valid:
                    continue
                differences += 1
                print(f"{json.dumps(case['schema'])} on {message}: kontrakt says {valid}")
    print(compared)
    return 1 if differences else 0


sys.exit(main(sys.argv[1]))
