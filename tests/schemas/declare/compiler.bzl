"""The C++ compiler as Bazel calls it, for rules of their own."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

def compiler(ctx, deps, defines = []):
    """How a source of C++ is compiled.

    Args:
      ctx: of a rule with `fragments = ["cpp"]`, the toolchain and `_cc_toolchain`.
      deps: whose headers the source includes.
      defines: macros beside theirs.
    Returns:
      A struct: `command`, a list to which "-fsyntax-only" or the like and the source are appended; its `inputs` and `env`.
    """
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(ctx = ctx, cc_toolchain = toolchain)
    context = cc_common.merge_cc_infos(cc_infos = [d[CcInfo] for d in deps]).compilation_context
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = CPP_COMPILE_ACTION_NAME,
        variables = cc_common.create_compile_variables(
            feature_configuration = features,
            cc_toolchain = toolchain,
            user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts,
            include_directories = context.includes,
            quote_include_directories = context.quote_includes,
            system_include_directories = context.system_includes,
            preprocessor_defines = depset(defines, transitive = [context.defines]),
        ),
    )
    tool = cc_common.get_tool_for_action(
        feature_configuration = features,
        action_name = CPP_COMPILE_ACTION_NAME,
    )
    return struct(
        command = [tool] + flags,
        inputs = depset(transitive = [context.headers, toolchain.all_files]),
        env = {"LANG": "C", "PATH": "/usr/bin:/bin"},
    )
