"""Tests of what must not compile: each case is a macro that the source tests with #ifdef."""

load(":compiler.bzl", "compiler")

def _impl(ctx):
    cc = compiler(ctx, ctx.attr.deps, defines = [ctx.attr.case])
    log = ctx.actions.declare_file(ctx.label.name + ".log")
    ctx.actions.run_shell(
        outputs = [log],
        inputs = depset(ctx.files.src, transitive = [cc.inputs]),
        command = 'log="$1"; shift; if "$@" >"$log" 2>&1; then echo COMPILED >>"$log"; fi',
        arguments = [log.path] + cc.command + ["-fsyntax-only", ctx.file.src.path],
        env = cc.env,
        mnemonic = "MustNotCompile",
    )

    # Joined to one line: compilers wrap long sentences.
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, """#!/bin/sh
if {compiled_is_wrong} && grep -qx COMPILED '{log}'; then
  echo "This must not compile: {case}"; exit 1
fi
if ! tr '\\n' ' ' <'{log}' | grep -qF -- "$(cat <<'SENTENCE'
{sentence}
SENTENCE
)"; then
  echo "The compiler was to say: {case}"; cat '{log}'; exit 1
fi
""".format(compiled_is_wrong = "false" if ctx.attr.sentence == "COMPILED" else "true", log = log.short_path, sentence = ctx.attr.sentence, case = ctx.attr.case), is_executable = True)
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles([log]))]

_must_not_compile_test = rule(
    implementation = _impl,
    test = True,
    attrs = {
        "src": attr.label(allow_single_file = [".cc"], mandatory = True),
        "deps": attr.label_list(providers = [CcInfo]),
        "case": attr.string(mandatory = True),
        "sentence": attr.string(mandatory = True),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def must_not_compile_tests(name, src, cases, deps):
    """One test a case: with the macro defined the source must fail to compile and the compiler must say the sentence.

    Args:
      name: of the test_suite of all cases.
      src: the source file.
      cases: macro -> sentence; "COMPILED" as the sentence means that the case must compile.
      deps: cc_librarys.
    """
    for case, sentence in cases.items():
        _must_not_compile_test(
            name = "%s_%s" % (name, case.lower()),
            size = "small",
            src = src,
            case = case,
            sentence = sentence,
            tags = ["nosan"],
            deps = deps,
        )
    native.test_suite(
        name = name,
        tests = ["%s_%s" % (name, case.lower()) for case in cases],
    )
