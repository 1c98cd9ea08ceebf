"""The peer of kontrakt's tests: kafkaesk 0.8.7, unchanged.

    peer.py publish  SERVERS PREFIX STREAM COUNT   publishes parcels
    peer.py consume  SERVERS PREFIX STREAM COUNT   consumes parcels, and compares each with what was sent
    peer.py validate SERVERS PREFIX STREAM COUNT   checks every record against the schema in __schema__Parcel

Prints one JSON object a record, {"key":…,"partition":…,"offset":…}, and exits 0 only if all was as it should be.
"""
import asyncio
import json
import sys

import aiokafka
import jsonschema
import kafkaesk

import parcels

PATIENCE_SECONDS = 60
# Version 1 of the schema and no other; kafkaesk itself registers nothing in Kafka.
SCHEMA = "Parcel:1"


def say(key, partition, offset):
    print(json.dumps({"key": key.decode(), "partition": partition, "offset": offset}), flush=True)


def application(servers, prefix):
    app = kafkaesk.Application(kafka_servers=servers.split(","), topic_prefix=prefix)
    app.schema("Parcel", version=1)(parcels.Parcel)
    return app


async def publish(servers, prefix, stream, count):
    async with application(servers, prefix) as app:
        sent = [
            (parcels.key_of(i), await app.publish(stream, parcels.parcel(i), key=parcels.key_of(i)))
            for i in range(count)
        ]
        for key, acknowledgement in sent:
            metadata = await acknowledgement
            say(key, metadata.partition, metadata.offset)


async def consume(servers, prefix, stream, count):
    app = application(servers, prefix)
    seen = set()

    @app.subscribe(stream, group=f"{prefix}kafkaesk", concurrency=50)
    async def handle(parcel: parcels.Parcel, schema: str, record: aiokafka.ConsumerRecord) -> None:
        index = int(parcel.id.split("-")[1])
        expected = parcels.parcel(index)
        if schema != SCHEMA or record.key != parcels.key_of(index) or parcel != expected:
            raise AssertionError(f"{schema} {record.key!r} {parcel!r} is not {expected!r}")
        say(record.key, record.partition, record.offset)
        seen.add(index)

    async with app:
        await app.consume_for(count, seconds=PATIENCE_SECONDS)
    if seen != set(range(count)):
        raise AssertionError(f"{len(seen)} of {count} parcels came; missing {sorted(set(range(count)) - seen)[:10]}")


async def read(servers, topic, count):
    """The first `count` records of a topic, in no group, by aiokafka alone."""
    consumer = aiokafka.AIOKafkaConsumer(topic, bootstrap_servers=servers, auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return [await consumer.getone() for _ in range(count)]
    finally:
        await consumer.stop()


async def validate(servers, prefix, stream, count):
    (schema,) = await read(servers, f"{prefix}__schema__Parcel", 1)
    if schema.key != b"1":
        raise AssertionError(f"the schema's key is {schema.key!r}")
    document = json.loads(schema.value)
    jsonschema.Draft7Validator.check_schema(document)
    validator = jsonschema.Draft7Validator(document, format_checker=jsonschema.FormatChecker())
    for record in await read(servers, prefix + stream, count):
        envelope = json.loads(record.value)
        if list(envelope) != ["schema", "data"] or envelope["schema"] != SCHEMA:
            raise AssertionError(f"not an envelope of {SCHEMA}: {record.value!r}")
        validator.validate(envelope["data"])
        say(record.key, record.partition, record.offset)


def main():
    _, command, servers, prefix, stream, count = sys.argv
    commands = {"publish": publish, "consume": consume, "validate": validate}
    asyncio.run(commands[command](servers, prefix, stream, int(count)))


if __name__ == "__main__":
    main()
