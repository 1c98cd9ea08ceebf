#!/usr/bin/python3
"""What `bazel coverage` wants from @remote_coverage_tools, for gcc: gcov JSON to lcov, and merging of lcov."""
import collections, glob, gzip, json, os, re, sys

args = collections.defaultdict(list)
for a in sys.argv[1:]:
    k, _, v = a.lstrip("-").partition("=")
    args[k].append(v)
skip = [re.compile(p) for p in args["filter_sources"]]
keep = {l.strip() for l in open(args["source_file_manifest"][0])} if args["source_file_manifest"] else None
lines = collections.defaultdict(lambda: collections.defaultdict(int))
funcs = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))

for report in args["reports_file"]:
    for path in (p.strip() for p in open(report)):
        src = None
        for l in open(path) if os.path.exists(path) else []:
            tag, _, rest = l.strip().partition(":")
            a, _, b = rest.partition(",")
            if tag == "SF":
                src = rest
            elif tag == "DA":
                lines[src][int(a)] += int(b.split(",")[0])
            elif tag == "FN":
                funcs[src][b][0] = int(a)
            elif tag == "FNDA":
                funcs[src][b][1] += int(a)
for d in args["coverage_dir"]:
    for path in glob.glob(d + "/**/*.gcov.json.gz", recursive=True):
        for f in json.load(gzip.open(path))["files"]:
            name = f["file"]
            m = re.match(r"bazel-out/[^/]+/bin/(.*)/_virtual_includes/[^/]+/(.*)", name)  # include_prefix
            while m and keep is not None and name not in keep and "/" in m.group(2):
                m = re.match(r"(.*?)//[^/]*/(.*)", m.group(1) + "//" + m.group(2))
                name = m.group(1) + "/" + m.group(2)
            if name.startswith("/") or any(s.fullmatch(name) for s in skip) or (keep is not None and name not in keep):
                continue
            for l in f["lines"]:
                lines[name][l["line_number"]] += l["count"]
            for fn in f["functions"]:
                e = funcs[name][fn["demangled_name"]]
                e[0], e[1] = fn["start_line"], e[1] + fn["execution_count"]
with open(args["output_file"][0], "w") as o:
    for src in sorted(lines):
        o.write(f"SF:{src}\n")
        for f, (n, c) in sorted(funcs[src].items()):
            o.write(f"FN:{n},{f}\nFNDA:{c},{f}\n")
        o.write(f"FNF:{len(funcs[src])}\nFNH:{sum(1 for n, c in funcs[src].values() if c)}\n")
        for n, c in sorted(lines[src].items()):
            o.write(f"DA:{n},{c}\n")
        o.write(f"LH:{sum(1 for c in lines[src].values() if c)}\nLF:{len(lines[src])}\nend_of_record\n")
