"""included_headers: what a source includes, directly or not, as the compiler lists it with -M."""

load(":compiler.bzl", "compiler")

def _impl(ctx):
    cc = compiler(ctx, ctx.attr.deps)
    out = ctx.actions.declare_file(ctx.label.name + ".d")
    ctx.actions.run_shell(
        outputs = [out],
        inputs = depset(ctx.files.src, transitive = [cc.inputs]),
        command = 'out="$1"; shift; "$@" >"$out"',
        arguments = [out.path] + cc.command + ["-M", ctx.file.src.path],
        env = cc.env,
        mnemonic = "IncludedHeaders",
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

included_headers = rule(
    implementation = _impl,
    attrs = {
        "src": attr.label(allow_single_file = [".cc"], mandatory = True),
        "deps": attr.label_list(providers = [CcInfo]),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
