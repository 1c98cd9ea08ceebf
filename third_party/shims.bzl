"""What Debian's Bazel 4.2.3 asks for by itself, without the network. Nothing here is used by any other Bazel."""

load("@bazel_tools//tools/build_defs/repo:utils.bzl", "maybe")

def is_debian_bazel():
    """True under Debian's bazel-bootstrap: it tells no version, and is older than native.module_name (Bazel 5)."""
    return not native.bazel_version and not hasattr(native, "module_name")

# Debian's own bazel-rules-cc does not load under its Bazel; the native rules are the same thing.
_CC_RULES = [
    "cc_binary",
    "cc_import",
    "cc_library",
    "cc_proto_library",
    "cc_test",
    "cc_toolchain",
    "cc_toolchain_suite",
    "fdo_profile",
    "objc_library",
]

def _rules_cc_impl(rctx):
    rctx.file("WORKSPACE", "workspace(name = \"rules_cc\")\n")
    rctx.file("BUILD.bazel", "")
    rctx.file("cc/BUILD.bazel", "")
    one = "def {0}(**kwargs):\n    native.{0}(**kwargs)\n\n"
    rctx.file("cc/defs.bzl", "".join([one.format(rule) for rule in _CC_RULES]))
    for rule in _CC_RULES:
        rctx.file("cc/%s.bzl" % rule, one.format(rule))

_rules_cc_shim = repository_rule(implementation = _rules_cc_impl)

# GoogleTest and RE2 select() on these; Debian's copy of @platforms is older than they are.
_NEWER_SYSTEMS = ["emscripten", "fuchsia"]

def _platforms_impl(rctx):
    root = "/usr/share/bazel/tools/platforms/"
    value = "\nconstraint_value(\n    name = \"{0}\",\n    constraint_setting = \":os\",\n)\n"
    rctx.file("WORKSPACE", "workspace(name = \"platforms\")\n")
    rctx.file("BUILD", rctx.read(root + "BUILD"))
    rctx.file("cpu/BUILD", rctx.read(root + "cpu/BUILD"))
    rctx.file("os/BUILD", rctx.read(root + "os/BUILD") + "".join([value.format(s) for s in _NEWER_SYSTEMS]))

_platforms_shim = repository_rule(implementation = _platforms_impl)

def _coverage_tools_impl(rctx):
    rctx.file("WORKSPACE", "workspace(name = \"remote_coverage_tools\")\n")
    rctx.file("merger.sh", rctx.read(rctx.attr._merger), executable = True)
    rctx.file("BUILD.bazel", "".join([
        "sh_binary(name = \"%s\", srcs = [\"merger.sh\"], visibility = [\"//visibility:public\"])\n" % name
        for name in ["coverage_report_generator", "lcov_merger"]
    ]))

_coverage_tools_shim = repository_rule(
    implementation = _coverage_tools_impl,
    attrs = {"_merger": attr.label(default = Label("//tools/bazel:lcov_merger.py"))},
)

def bazel4_offline_repositories():
    """@platforms, @bazel_skylib, @rules_java and @rules_proto from Debian's packages; the others written here."""
    for name, path in {
        "bazel_skylib": "/usr/share/bazel/tools/skylib",
        "rules_java": "/usr/share/bazel/rules/java",
        "rules_proto": "/usr/share/bazel/rules/proto",
    }.items():
        maybe(native.local_repository, name = name, path = path)
    maybe(_platforms_shim, name = "platforms")
    maybe(_rules_cc_shim, name = "rules_cc")
    maybe(_coverage_tools_shim, name = "remote_coverage_tools")
