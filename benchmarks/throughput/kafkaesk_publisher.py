"""Publishes the benchmark's small message with kafkaesk 0.8.7, unchanged, as its README says.

    kafkaesk_publisher.py SERVERS PREFIX STREAM COUNT

Waits until every message is acknowledged. The last line is {"seconds": 1.9}: of the publishing alone, after one message
has opened the connections.
"""
import asyncio
import json
import sys
import time
from typing import Optional

import kafkaesk
import pydantic

DIFFERENT_MESSAGES = 1000  # As contender.h


class Content(pydantic.BaseModel):
    id: str
    url: str
    title: Optional[str] = None
    size: int


def small_message(n):
    """The same as SmallMessage() of benchmarks/messages.cc."""
    return Content(
        id=f"content-{n:06}",
        url=f"https://example.org/library/content-{n:06}.html",
        title=f"The title of library entry {n:06}",
        size=4821377,
    )


async def publish(servers, prefix, stream, count):
    messages = [small_message(n) for n in range(DIFFERENT_MESSAGES)]
    app = kafkaesk.Application(kafka_servers=servers.split(","), topic_prefix=prefix)
    app.schema("Content", version=1)(Content)

    async def send(message):
        return await app.publish(stream, message, key=message.id.encode())

    async with app:
        await (await send(messages[0]))
        begin = time.perf_counter()
        for acknowledgement in [await send(messages[i % DIFFERENT_MESSAGES]) for i in range(count - 1)]:
            await acknowledgement
        return time.perf_counter() - begin


def main():
    _, servers, prefix, stream, count = sys.argv
    print(json.dumps({"seconds": asyncio.run(publish(servers, prefix, stream, int(count)))}))


if __name__ == "__main__":
    main()
