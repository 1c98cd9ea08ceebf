"""compile_time: runs compile_time.py with the headers that libraries give their users; makes <name>.json."""

def _compile_time_impl(ctx):
    context = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps]).compilation_context
    out = ctx.actions.declare_file(ctx.label.name + ".json")
    args = ctx.actions.args()
    args.add("--structs", ctx.attr.structs)
    args.add("--rounds", ctx.attr.rounds)
    args.add("--out", out)
    for folders in [context.includes, context.system_includes, context.quote_includes]:
        args.add_all(folders, format_each = "--include=%s")
    ctx.actions.run(
        executable = ctx.executable._script,
        arguments = [args],
        inputs = context.headers,
        outputs = [out],
        mnemonic = "CompileTime",
        execution_requirements = {"no-cache": "1"},  # Another machine's figure is none.
        use_default_shell_env = True,
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

compile_time = rule(
    implementation = _compile_time_impl,
    attrs = {
        "deps": attr.label_list(providers = [CcInfo]),
        "structs": attr.int(default = 20),
        "rounds": attr.int(default = 3),
        "_script": attr.label(
            default = "//benchmarks:compile_time.py",
            allow_single_file = True,
            executable = True,
            cfg = "exec",
        ),
    },
)
