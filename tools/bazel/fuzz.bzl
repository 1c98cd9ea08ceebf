"""cc_fuzz_test: replays its corpus in every `bazel test`, fuzzes with `bazel run --config=fuzz //p:name.fuzzer`."""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_library", "cc_test")

def cc_fuzz_test(name, srcs, deps = [], corpus = [], **kwargs):
    """Defines `name` (corpus replay, any compiler) and `name`.fuzzer (libFuzzer, needs clang; not built by //...).

    Args:
      name: the test.
      srcs: define `extern "C" int LLVMFuzzerTestOneInput(const uint8_t*, size_t)`.
      deps: what they use.
      corpus: input files.
      **kwargs: passed to the test.
    """
    cc_library(
        name = name + ".lib",
        testonly = True,
        srcs = srcs,
        tags = ["manual"],
        deps = deps,
        alwayslink = True,
    )
    cc_test(
        name = name,
        size = "small",
        args = ["$(rootpaths %s)" % file for file in corpus],
        data = corpus,
        deps = [
            name + ".lib",
            Label("//tools/bazel:replay_main"),
        ],
        **kwargs
    )

    # Only this binary gets libFuzzer's main(): --config=fuzz instruments the rest without it.
    cc_binary(
        name = name + ".fuzzer",
        testonly = True,
        linkopts = ["-fsanitize=fuzzer"],
        tags = ["manual"],
        deps = [name + ".lib"],
    )
