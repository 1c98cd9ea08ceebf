"""The sources kontrakt is built from: upstream release archives, pinned by sha256.

A workspace that uses kontrakt calls kontrakt_dependencies() after its own definitions. A name it has
already defined wins (`maybe`), as long as it offers the same labels. README.md beside this file says why
each version is what it is, and how the same labels are built where the internet is out of reach.
"""

load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")
load("@bazel_tools//tools/build_defs/repo:utils.bzl", "maybe")
load(":shims.bzl", "bazel4_offline_repositories", "is_debian_bazel")

def _github(name, project, tag, sha256, prefix, overlay = None, **kwargs):
    """One GitHub tag. `overlay`: our BUILD file for a project that has none we can use."""
    if overlay:
        kwargs["build_file"] = Label("//third_party:" + overlay)
    maybe(
        http_archive,
        name = name,
        sha256 = sha256,
        strip_prefix = prefix,
        urls = ["https://github.com/%s/archive/refs/tags/%s.tar.gz" % (project, tag)],
        **kwargs
    )

def _libraries():
    """What kontrakt's own targets name in `deps`."""
    _github(
        name = "com_google_absl",
        project = "abseil/abseil-cpp",
        tag = "20240722.0",
        sha256 = "f50e5ac311a81382da7fa75b97310e4b9006474f9560ac46f54a9967f07d4ae3",
        prefix = "abseil-cpp-20240722.0",
    )
    _github(
        name = "librdkafka",
        project = "confluentinc/librdkafka",
        tag = "v2.8.0",
        sha256 = "5bd1c46f63265f31c6bfcedcde78703f77d28238eadf23821c2b43fc30be3e25",
        prefix = "librdkafka-2.8.0",
        overlay = "librdkafka.BUILD",
        patches = [Label("//third_party:librdkafka.patch")],
        patch_args = ["-p1"],
    )
    _github(
        name = "com_googlesource_code_re2",
        project = "google/re2",
        tag = "2024-07-02",
        sha256 = "eb2df807c781601c14a260a507a5bb4509be1ee626024cb45acbd57cb9d4032b",
        prefix = "re2-2024-07-02",
        repo_mapping = {"@abseil-cpp": "@com_google_absl"},
    )
    _github(
        name = "simdjson",
        project = "simdjson/simdjson",
        tag = "v3.0.1",
        sha256 = "156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed",
        prefix = "simdjson-3.0.1",
        overlay = "simdjson.BUILD",
    )
    _github(
        name = "nlohmann_json",
        project = "nlohmann/json",
        tag = "v3.11.3",
        sha256 = "0d8ef5af7f9794e3263480193c491549b2ba6cc74bb018906202ada498a79406",
        prefix = "json-3.11.3",
        overlay = "nlohmann_json.BUILD",
    )

def _test_libraries():
    """What only tests, benchmarks and kontrakt's testing library need."""
    _github(
        name = "com_google_googletest",
        project = "google/googletest",
        tag = "v1.16.0",
        sha256 = "78c676fc63881529bf97bf9d45948d905a66833fbfa5318ea2cd7478cb98f399",
        prefix = "googletest-1.16.0",
        repo_mapping = {"@abseil-cpp": "@com_google_absl", "@re2": "@com_googlesource_code_re2"},
    )
    _github(
        name = "valijson",
        project = "tristanpenman/valijson",
        tag = "v1.0.3",
        sha256 = "0fbd3cd2312b441c6373ee116e9a162c400f9e3cd79f6b32665cdd22fa11ac3f",
        prefix = "valijson-1.0.3",
        overlay = "valijson.BUILD",
    )
    _github(
        name = "com_github_google_benchmark",
        project = "google/benchmark",
        tag = "v1.9.1",
        sha256 = "32131c08ee31eeff2c8968d7e874f3cb648034377dfc32a4c377fa8796d84981",
        prefix = "benchmark-1.9.1",
        overlay = "benchmark.BUILD",
    )

def _bazel_rules():
    """Rules that the libraries' own BUILD files load; the copies inside Bazel 5 and 6 are too old for them."""
    maybe(
        http_archive,
        name = "bazel_skylib",
        sha256 = "cd55a062e763b9349921f0f5db8c3933288dc8ba4f76dd9416aac68acee3cb94",
        urls = ["https://github.com/bazelbuild/bazel-skylib/releases/download/1.5.0/bazel-skylib-1.5.0.tar.gz"],
    )
    maybe(
        http_archive,
        name = "platforms",
        sha256 = "218efe8ee736d26a3572663b374a253c012b716d8af0c07e842e82f238a0a7ee",
        urls = ["https://github.com/bazelbuild/platforms/releases/download/0.0.10/platforms-0.0.10.tar.gz"],
    )

def kontrakt_dependencies():
    """Defines every repository that kontrakt needs and the caller has not defined."""
    if is_debian_bazel():
        bazel4_offline_repositories()
    else:
        _bazel_rules()
    _libraries()
    _test_libraries()
