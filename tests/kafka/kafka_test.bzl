"""kafka_test: a cc_test on a real Kafka."""

load("@rules_cc//cc:defs.bzl", "cc_test")

_TAGS = [
    "exclusive",  # They want the machine for themselves: a broker, and clocks that are watched.
    "external",  # Never taken from the cache.
    "kafka",
]

_DEPS = [
    "//tests/kafka/broker:kafka_test",
    "//tests/support:plain_kafka",
    "@com_google_absl//absl/status",
    "@com_google_absl//absl/status:status_matchers",
    "@com_google_absl//absl/status:statusor",
    "@com_google_absl//absl/strings",
    "@com_google_absl//absl/time",
    "@com_google_googletest//:gtest",
]

def kafka_test(name, deps = [], size = "medium", has_long_form = False, **kwargs):
    """A test with the fixture KafkaTest, main() included.

    Args:
      name: target name, ending with _test. Its source is <name>.cc.
      deps: besides the fixture, GoogleTest and Abseil's common parts.
      size: of the form that runs by default.
      has_long_form: also defines <name without _test>_long_test, manual, which runs with --long.
      **kwargs: as for cc_test.
    """
    cc_test(
        name = name,
        size = size,
        srcs = [name + ".cc"],
        tags = _TAGS,
        deps = _DEPS + deps,
        **kwargs
    )
    if has_long_form:
        cc_test(
            name = name[:-len("_test")] + "_long_test",
            size = "enormous",
            srcs = [name + ".cc"],
            args = ["--long"],
            tags = _TAGS + ["manual"],
            deps = _DEPS + deps,
            **kwargs
        )
