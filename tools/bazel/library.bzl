"""kontrakt_library: a cc_library whose headers are included as "kontrakt/<path in this repository>"."""

load("@rules_cc//cc:defs.bzl", "cc_library")

def kontrakt_library(name, **kwargs):
    """A cc_library with kontrakt's include prefix, so that a monorepo with folders of our names does not clash.

    Args:
      name: target name.
      **kwargs: as for cc_library.
    """
    cc_library(
        name = name,
        include_prefix = "kontrakt",
        strip_include_prefix = "/",
        **kwargs
    )
