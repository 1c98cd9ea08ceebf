#!/usr/bin/env python3
"""What a file with message structs costs the compiler: kontrakt beside nlohmann_json's macros.

Usage: bazel build //benchmarks:compile_time && cat bazel-bin/benchmarks/compile_time.json
or:    compile_time.py [--structs 20] [--rounds 3] [--compiler g++] [--out FILE] --include FOLDER [--include FOLDER ...]

Writes sources with that many structs of ten fields each, encoded, decoded and registered, compiles them at -O2 in turn
and prints the ratios of CPU time as one JSON object, the least of the rounds each; below 1 kontrakt is cheaper:
  structs_vs_nlohmann  the whole file beside the same structs with NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE
  header_vs_nlohmann   the header that the author of a struct includes beside json.hpp
The folders are what a compiler needs to find "kontrakt/...", "absl/..." and <nlohmann/json.hpp>.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

# Type and constraints of each field.
FIELDS = [
    ("std::string", "MinLength(1), MaxLength(80)"),
    ("std::int64_t", "Minimum(0)"),
    ("double", "Minimum(0)"),
    ("bool", ""),
    ("std::optional<std::string>", "MaxLength(200)"),
    ("std::vector<std::string>", "MaxItems(10)"),
    ("std::int32_t", "Minimum(1), Maximum(1000)"),
    ("std::string", 'Pattern("^[A-Z]{2}[0-9]{4}$")'),
    ("double", ""),
    ("std::optional<std::int64_t>", ""),
]
STANDARD = "#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n"
DECLARE = '#include "kontrakt/schemas/declare/declare.h"\n'
CODEC = '#include "kontrakt/schemas/codec/decode.h"\n#include "kontrakt/schemas/codec/encode.h"\n'
NLOHMANN = "#include <nlohmann/json.hpp>\n"
NLOHMANN_OPTIONAL = """
template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
  static void to_json(json& out, const std::optional<T>& value) {
    if (value) out = *value; else out = nullptr;
  }
  static void from_json(const json& in, std::optional<T>& value) {
    if (in.is_null()) value.reset(); else value = in.get<T>();
  }
};
"""


def struct(name):
    members = "".join(f"  {type_} field{i}{{}};\n" for i, (type_, _) in enumerate(FIELDS))
    return f"struct {name} {{\n{members}}};\n"


def kontrakt_struct(name):
    fields = (f"FIELD(field{i}{', ' + rules if rules else ''})" for i, (_, rules) in enumerate(FIELDS))
    return f"""{struct(name)}SCHEMA_FIELDS({name}, {', '.join(fields)});
REGISTER_SCHEMA({name}, 1);
absl::Status Write(const {name}& m, kontrakt::Buffer& out) {{ return kontrakt::EncodeEnvelope(m, out); }}
absl::Status Read(std::string_view text, {name}& m) {{ return kontrakt::Decode(text, m); }}
"""


def nlohmann_struct(name):
    fields = ", ".join(f"field{i}" for i in range(len(FIELDS)))
    return f"""{struct(name)}NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE({name}, {fields})
std::string Write(const {name}& m) {{ return nlohmann::json(m).dump(); }}
void Read(const std::string& text, {name}& m) {{ m = nlohmann::json::parse(text).get<{name}>(); }}
"""


def sources(structs):
    names = [f"Message{i}" for i in range(structs)]
    return {
        "kontrakt": CODEC + DECLARE + STANDARD + "".join(map(kontrakt_struct, names)),
        "nlohmann": NLOHMANN + STANDARD + NLOHMANN_OPTIONAL + "".join(map(nlohmann_struct, names)),
        "kontrakt_header": DECLARE,
        "nlohmann_header": NLOHMANN,
    }


def cpu_seconds(compiler, includes, source):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    flags = ["-std=c++20", "-O2", *(f"-I{folder}" for folder in includes)]
    done = subprocess.run([compiler, *flags, "-c", str(source), "-o", os.devnull], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"compile_time.py: {compiler} refused {source.name}:\n{done.stderr[:2000]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(compiler, includes, structs, rounds):
    """{source: the least CPU seconds of the rounds}"""
    least = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, text in sources(structs).items():
                source = pathlib.Path(folder, f"{name}.cc")
                source.write_text(text)
                seconds = cpu_seconds(compiler, includes, source)
                least[name] = min(least.get(name, seconds), seconds)
    return least


def ratios(seconds):
    return {
        "structs_vs_nlohmann": round(seconds["kontrakt"] / seconds["nlohmann"], 2),
        "header_vs_nlohmann": round(seconds["kontrakt_header"] / seconds["nlohmann_header"], 2),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--structs", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--include", action="append", default=[], help="a folder with headers")
    parser.add_argument("--out", type=argparse.FileType("w"), default=sys.stdout, help="default: stdout")
    options = parser.parse_args()
    seconds = measure(options.compiler, options.include, options.structs, options.rounds)
    print(json.dumps(ratios(seconds)), file=options.out)


if __name__ == "__main__":
    main()
