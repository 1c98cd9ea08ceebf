#!/usr/bin/env python3
"""Writes C++ structs over every type and constraint of the schema language: random_structs.py PART PARTS

The seed is fixed: each part is the same file whenever it is written. It holds its share of the structs and a function
`SubjectsOfPart<PART>()`. random_structs_test.cc sees that nothing is left out.
"""

import random
import sys

SEED = 20262441  # One with which nothing is left out.
STRUCTS = 32

NAMES = ["%s", "%s", "%s", "%s", "%s", "@%s", "%s b", "%s/~1", "%s\u00e9", "%s.%%"]
KEYWORDS = ["$ref", "$id", "definitions", "enum", "const", "properties", "required", "type", "x-kontrakt-sensitive", "not"]


class Value:
    """A type, a valid value of it, its constraints, and what may be made of it."""

    def __init__(self, cpp, init="{}", checks=(), literals=(), json="string", ordered=True, hashed=False, alias=False,
                 nullable=False, pointer=False, constant=False, notes=(), items=None, rule=None):
        self.cpp = cpp
        self.init = init  # Meets the checks.
        self.checks = list(checks)  # For a FIELD, or for Items.
        self.literals = list(literals)  # For Default and Example.
        self.json = json
        self.ordered = ordered  # Has operator<.
        self.hashed = hashed  # Has a hash.
        self.alias = alias  # Takes no constraints of a FIELD.
        self.nullable = nullable
        self.pointer = pointer  # operator== compares addresses.
        self.constant = constant  # May have a Const.
        self.notes = list(notes)  # For a FIELD only.
        self.items = items  # The checks in Items().
        self.rule = rule  # What a SCHEMA_RULE may say of member %s.


def strings():
    def make(checks, init, *literals, **kwargs):
        quoted = ['"%s"' % text for text in (init, *literals)]
        return Value("std::string", quoted[0], checks, quoted, hashed=True, rule='%s != "abc"', **kwargs)

    yield make([], "", "x", constant=True)
    yield make([], "ab", constant=True, notes=['ContentEncoding("base64")'])
    yield make(["MinLength(1)"], "a", "ab")
    yield make(["MaxLength(3)"], "", "abcd"[:3])
    yield make(["MinLength(2)", "MaxLength(2)"], "ab")
    yield make(['Pattern("^[a-z]+$")'], "ab", "x")
    yield make(['Pattern("[0-9]{2}")', "MaxLength(6)"], "AB12")
    yield make(['Pattern("^(?:a|ab)*$")', "MinLength(1)"], "a")
    yield make(['Pattern("^[^\\\\s\\"]*$")'], "plain")
    yield make(['Pattern("^\\\\S{1,4}$")', "MinLength(3)"], "abcd")
    for name, text, bounds in [
            ("date-time", "2026-11-21T13:32:02Z", []), ("date", "2026-11-21", []), ("time", "13:32:02Z", []),
            ("duration", "P1DT12H", ["MaxLength(9)"]), ("email", "a@example.org", []), ("hostname", "example.org", []),
            ("ipv4", "127.0.0.1", []), ("ipv6", "::1", ["MinLength(3)"]), ("uri", "https://example.org/a?b#c", []),
            ("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", ['Pattern("^[0-9a-f-]*$")']),
            ("json-pointer", "/a~1b", ["MaxLength(6)"]), ("regex", "^\\\\S+$", [])]:
        yield make(['Format("%s")' % name, *bounds], text)


def integers():
    def make(cpp, checks, init, *literals, **kwargs):
        return Value(cpp, init, checks, [init, *literals], json="number", hashed=True, rule="%s != 100", **kwargs)

    for cpp in ["std::int8_t", "std::int16_t", "std::int32_t", "std::int64_t", "long long"]:
        yield make(cpp, [], "0", "-1", constant=True)
        yield make(cpp, ["Minimum(-5)", "Maximum(127)"], "0", "127")
    for cpp in ["std::uint8_t", "std::uint16_t", "std::uint32_t", "std::uint64_t"]:
        yield make(cpp, [], "0", "1", constant=True)
        yield make(cpp, ["ExclusiveMinimum(0)", "Maximum(255)"], "1", "255")
    yield make("int", ["MultipleOf(3)", "ExclusiveMaximum(100)"], "0", "99", "-3")
    yield make("int", ["Minimum(-0.5)", "MultipleOf(0.5)"], "0", "7")
    yield make("int", ["Minimum(1e-300)", "Maximum(1e300)"], "1")
    yield make("std::int8_t", ["Minimum(-1000)", "ExclusiveMaximum(127.5)"], "0", "127")
    yield make("std::int64_t", ["Minimum(-9007199254740993)", "Maximum(9007199254740993)"], "0", "9007199254740993")
    yield make("std::int64_t", ["ExclusiveMinimum(-9223372036854775807)", "Maximum(9223372036854775807)"], "0")
    yield make("std::int64_t", ["Maximum(18446744073709551615u)"], "0")
    yield make("std::uint64_t", ["Minimum(9223372036854775808u)"], "9223372036854775808u")
    yield make("std::uint64_t", ["ExclusiveMaximum(18446744073709551615u)", "MultipleOf(5)"], "0", "10")
    yield make("std::int64_t", ["AsString()"], "0", "-12")
    yield make("std::uint64_t", ["AsString()", "Maximum(9223372036854775808u)"], "0", "104")
    yield make("std::int16_t", ["AsString()", "ExclusiveMinimum(-12.5)", "Maximum(103)"], "0", "-12")
    yield make("int", ["AsString()", "Minimum(-99)", "ExclusiveMaximum(-7)"], "-12")


def numbers():
    def make(cpp, checks, init, *literals):
        return Value(cpp, init, checks, [init, *literals], json="number", rule="!(%s > 1e100)")

    for cpp in ["float", "double"]:
        yield make(cpp, [], "0", "-1.5")
        yield make(cpp, ["Minimum(0.1)", "Maximum(0.7)"], "0.5", "0.25")
        yield make(cpp, ["ExclusiveMinimum(0)", "ExclusiveMaximum(1000.5)"], "1", "1000")
        yield make(cpp, ["MultipleOf(0.01)"], "0", "0.5")
        yield make(cpp, ["MultipleOf(3)", "Minimum(-9)"], "0", "-9")
    yield make("double", ["MultipleOf(1e-7)", "Maximum(1)"], "0", "1e-7")
    yield make("double", ["Minimum(9007199254740993)"], "9007199254740994.0")
    yield make("float", ["Maximum(16777217)", "ExclusiveMinimum(-1e39)"], "0")


def enums():
    for cpp, literals, subsets in [("Plain", ["kOne", "kTwo"], ["kOne", "kOne, Plain::kTwo"]),
                                   ("Level", ["kLow", "kHigh"], ["kLow"]),
                                   ("Odd", ["kQuote", "kComma", "kAccent"], ["kQuote, Odd::kAccent"])]:
        literals = ["%s::%s" % (cpp, name) for name in literals]
        yield Value(cpp, literals[0], [], literals, constant=True, rule="%s != " + literals[-1])
        for subset in subsets:
            yield Value(cpp, literals[0], ["OneOf(%s::%s)" % (cpp, subset)], literals[:1], rule="%s != " + literals[-1])


def aliases():
    """Types that take no constraint of a FIELD."""
    yield Value("absl::Time")
    for duration in ["nanoseconds", "microseconds", "milliseconds"]:
        yield Value("std::chrono::sys_time<std::chrono::%s>" % duration, alias=True)
    for cpp in ["sys_seconds", "sys_days"]:
        yield Value("std::chrono::" + cpp, alias=True)
    for unit, text in [("nanoseconds", "PT1.5S"), ("microseconds", "PT1S"), ("milliseconds", "-PT0.25S"),
                       ("seconds", "PT90M"), ("minutes", "P1DT2H"), ("hours", "PT3H"), ("days", "P2D")]:
        yield Value("std::chrono::" + unit, alias=True, literals=['"%s"' % text])
    yield Value("kontrakt::Bytes", alias=True, literals=['"QUI="'])
    yield Value("kontrakt::Uuid", alias=True, literals=['"2eb8aa08-aa98-11ea-b4aa-73b441d16380"'])
    yield Value("kontrakt::Decimal", alias=True, ordered=False, literals=['"-12.50"'])
    yield Value("kinds::Money", alias=True, ordered=False, literals=['"0.05 USD"'])
    yield Value("kinds::Celsius", alias=True, ordered=False, json="number", literals=["21.5"])
    yield Value("kinds::Position", alias=True, ordered=False, json="array")
    yield Value("kinds::Ranks", "{{1, 2}}", alias=True, ordered=False, json="array")


def plain():
    yield Value("bool", "false", literals=["true"], json="bool", hashed=True, constant=True, rule="!%s")
    yield Value("std::monostate", json="null", nullable=True, hashed=False)
    yield Value("kontrakt::Json", "0", json="any", nullable=True, ordered=False)


LEAVES = [*strings(), *integers(), *numbers(), *enums(), *aliases(), *plain()]


class Writer:
    def __init__(self, part, parts):
        self.random = random.Random("%d %d" % (SEED, part))
        self.part = part
        self.structs = range(part, STRUCTS, parts)
        # One deck for fields, one for elements, one for where no constraint can stand. Each begins with this part's share
        # of the constraints, so that all parts together have them all.
        share = sorted(LEAVES[part::parts], key=lambda leaf: bool(leaf.checks or leaf.notes))
        self.decks = {name: list(share) for name in ("fields", "elements", "bare")}
        self.shapes = []
        self.lines = []
        self.declared = []  # Structs, for use in later ones.
        self.values = 0

    def leaf(self, name, fits=lambda leaf: True):
        """The next that fits of a deck, which is shuffled anew whenever none is left."""
        deck = self.decks[name]
        while True:
            for i in reversed(range(len(deck))):
                if fits(deck[i]) and not (name == "bare" and deck[i].checks):
                    return deck.pop(i)
            deck[:0] = self.random.sample(LEAVES, len(LEAVES))

    def one_in(self, chances):
        return self.random.randrange(chances) == 0

    # ---- shapes: what a member may be ----

    def scalar(self):
        return self.leaf("fields")

    def optional(self):
        return self.maybe(self.leaf("fields", lambda leaf: not leaf.nullable))

    def maybe(self, inner):
        cpp = self.random.choice(["std::optional", "std::unique_ptr", "std::shared_ptr"])
        return Value("%s<%s>" % (cpp, inner.cpp), "{}", inner.checks, inner.literals, nullable=True, ordered=False,
                     alias=inner.alias, pointer=inner.pointer or cpp != "std::optional", notes=inner.notes,
                     items=inner.items, json=inner.json)

    def bounds(self, size=True):
        return self.random.choice([[], ["MinItems(1)"], ["MaxItems(2)"], ["MinItems(1)", "MaxItems(3)"]]) if size else []

    def vector(self, inner=None):
        inner = inner or self.leaf("elements")
        checks = self.bounds() + (["UniqueItems()"] if self.one_in(3) else [])
        init = "{}" if not checks or "MinItems(1)" not in checks else None
        if init is None and (inner.pointer or inner.cpp in self.declared):  # It may not be copied.
            checks, init = [], "{}"
        return Value("std::vector<%s>" % inner.cpp, init or self.one(inner), checks, json="array", ordered=False,
                     items=inner.checks, pointer=inner.pointer, rule="%s.size() != 2")

    @staticmethod
    def one(inner):
        return "{%s%s}" % (inner.cpp if inner.init[0] == "{" else "", inner.init)

    def fixed(self):
        inner = self.leaf("elements")
        if inner.cpp == "int":
            return Value("std::array<int, 3>", "{%s}" % ", ".join([inner.init] * 3), [], json="array", ordered=False,
                         items=inner.checks)
        return Value("std::array<%s, 1>" % inner.cpp, self.one(inner), ["UniqueItems()"], json="array", ordered=False,
                     items=inner.checks)

    def ordered_set(self):
        inner = self.leaf("elements", lambda leaf: leaf.ordered and leaf.json not in ("null", "any"))
        return self.set_of("std::set", inner)

    def hashed_set(self):
        inner = self.leaf("elements", lambda leaf: leaf.hashed and leaf.cpp != "bool")
        return self.set_of(self.random.choice(["std::unordered_set", "absl::flat_hash_set"]), inner)

    def set_of(self, cpp, inner):
        checks = self.bounds()
        init = self.one(inner) if "MinItems(1)" in checks else "{}"
        return Value("%s<%s>" % (cpp, inner.cpp), init, checks, json="array", ordered=False, items=inner.checks,
                     rule="%s.size() != 3")

    def map(self, inner=None):
        inner = inner or self.leaf("elements")
        kinds = ["std::map"] if inner.pointer else ["std::map", "std::unordered_map", "absl::flat_hash_map"]
        return Value("%s<std::string, %s>" % (self.random.choice(kinds), inner.cpp), "{}", [], json="object",
                     ordered=False, items=inner.checks, pointer=inner.pointer, rule="%s.size() != 2")

    def nested(self):
        inner = self.vector(self.leaf("bare"))
        outer = self.random.choice([self.vector, self.map])
        return outer(inner)

    def maybes(self):
        inner = self.maybe(self.leaf("elements", lambda leaf: not leaf.nullable))
        return self.vector(inner) if self.one_in(2) else self.map(inner)

    def anything(self):
        return Value("kontrakt::Json", json="any", nullable=True, ordered=False)

    def maybe_many(self):
        return self.maybe(self.vector())

    def tuple(self):
        places = [self.leaf("bare") for _ in range(self.random.randrange(1, 4))]
        places = [self.maybe(p) if self.one_in(4) and not p.nullable else p for p in places]
        pair = len(places) == 2 and self.one_in(2)
        cpp = "std::%s<%s>" % ("pair" if pair else "tuple", ", ".join(p.cpp for p in places))
        return Value(cpp, "{}", [], json="array", ordered=False, pointer=any(p.pointer for p in places))

    def alternatives(self, nullable=True):
        """Each of another JSON type."""
        chosen, types = [], {"any"} if nullable else {"any", "null"}
        for _ in range(40):
            leaf = self.leaf("bare")
            if leaf.json not in types and len(chosen) < 4:
                chosen.append(leaf)
                types.add(leaf.json)
        if "array" not in types and self.one_in(2):
            chosen.append(Value("std::vector<int>"))
        if self.one_in(3):
            return [*chosen, Value("std::map<std::string, int>")]
        return [*chosen, *(Value(cpp) for cpp in self.random.sample(["Dot", "Disc", "Box"], self.random.randrange(3)))]

    def variant(self, nullable=True):
        alternatives = self.alternatives(nullable)
        self.random.shuffle(alternatives)
        cpp = "std::variant<%s>" % ", ".join(a.cpp for a in alternatives)
        return Value(cpp, "{}", [], json="any", nullable=nullable, ordered=False)

    def variants(self):
        return self.random.choice([self.vector, self.map])(self.variant())

    def maybe_variant(self):
        return self.maybe(self.variant(nullable=False))

    def struct(self):
        if not self.declared:
            return Value("Disc", json="object", ordered=False)
        inner = Value(self.random.choice(self.declared), json="object", ordered=False, pointer=False)
        shape = self.random.randrange(4)
        return inner if shape == 0 else [self.maybe, self.vector, self.map][shape - 1](inner)

    def value(self):
        """A strong typedef of another shape."""
        inner = self.random.choice([self.scalar, self.scalar, self.vector, self.map, self.hashed_set, self.tuple])()
        if inner.nullable or inner.pointer or inner.alias:
            return self.value()
        name = "Value%d" % self.values
        self.values += 1
        self.lines += ["struct %s {" % name, "  %s it%s;" % (inner.cpp, brace(inner.init)),
                       "  friend bool operator==(const %s&, const %s&) = default;" % (name, name)]
        if inner.ordered:
            self.lines.append("  friend auto operator<=>(const %s&, const %s&) = default;" % (name, name))
        self.lines += ["};", "SCHEMA_VALUE(%s, FIELD(it%s));" % (name, commas(self.constraints(inner, "it", False))), ""]
        outer = Value(name, "{}", [], inner.literals, json=inner.json, alias=True, ordered=inner.ordered)
        shape = self.random.randrange(4)
        if shape == 3 and outer.ordered:
            return self.set_of("std::set", outer)
        return [outer, self.maybe(outer), self.vector(outer), outer][shape]

    # ---- fields ----

    def constraints(self, value, name, annotate=True):
        words = [] if value.alias else list(value.checks)
        if value.items:
            words.append("Items(%s)" % ", ".join(value.items))
        if not annotate:
            return words
        words += value.notes
        if value.constant and not words and self.one_in(2):
            return ["Const(%s)" % value.literals[0]]
        if value.literals and self.one_in(3):
            words.append("Default(%s)" % value.literals[-1])
        if value.literals and self.one_in(4):
            words += ["Example(%s)" % literal for literal in value.literals[:3]]
        for chances, word in [(6, 'Doc("What \\"%s\\" is")' % name), (8, 'Deprecated("for a reason")'), (8, "Sensitive()")]:
            if self.one_in(chances):
                words.append(word)
        key = self.random.choice(NAMES) % name
        if key != name:
            words.append('Name("%s")' % key)
        return words

    SHAPES = [scalar] * 8 + [optional] * 3 + [vector, vector, fixed, ordered_set, hashed_set, map, nested, maybes,
                                              maybe_many, tuple, anything, variant, variants, maybe_variant, struct, struct, value,
                                              value]

    def write_struct(self, number):
        name = "Struct%d" % number
        base = self.random.choice(self.declared) if self.declared and self.one_in(4) else None
        members = []
        for i in range(self.random.randrange(3, 8)):
            if not self.shapes:
                self.shapes = self.random.sample(self.SHAPES, len(self.SHAPES))
            value = self.shapes.pop()(self)
            members.append(("m%d" % i, value))
        if self.one_in(4):
            cpp, pointer = self.random.choice([("std::unique_ptr<%s>", True), ("std::shared_ptr<%s>", True),
                                               ("std::vector<%s>", False), ("std::map<std::string, %s>", False)])
            members.append(("again", Value(cpp % name, json="any", pointer=pointer)))
        self.lines.append("struct %s%s {" % (name, " : %s" % base if base else ""))
        for member, value in members:
            self.lines.append("  %s %s%s;" % (value.cpp, member, brace(value.init)))
        same = ["static_cast<const %s&>(a) == b" % base] if base else []
        for member, value in members:
            same.append(("Same(a.{0}, b.{0})" if value.pointer else "a.{0} == b.{0}").format(member))
        self.lines += ["  friend bool operator==(const %s& a, const %s& b) {" % (name, name),
                       "    return %s;" % " && ".join(same), "  }", "};"]
        self.write_fields(name, base, members)
        self.declared.append(name)

    def write_fields(self, name, base, members):
        fields = ["FieldsOf<%s>()" % base] if base else []
        keyword = self.random.randrange(2 * len(members)) if not base else -1
        for i, (member, value) in enumerate(members):
            words = self.constraints(value, name.lower() + member)
            if i == keyword:
                words = [w for w in words if not w.startswith("Name(")]
                words.append('Name("%s")' % self.random.choice(KEYWORDS))
            elif base and not any(w.startswith("Name(") for w in words):
                words.append('Name("%s%s")' % (name.lower(), member))
            fields.append("FIELD(%s%s)" % (member, commas(words)))
        if self.one_in(4):
            fields.append("Closed()")
        self.lines.append("SCHEMA_FIELDS(%s, %s);" % (name, ",\n              ".join(fields)))
        with_rules = [(m, v.rule) for m, v in members if v.rule]
        for member, rule in with_rules[:self.random.choice([0, 0, 1, 2])]:
            says = rule % ("s." + member)
            self.lines.append('SCHEMA_RULE(%s, "%s of %s", [](const %s& s) { return %s; });'
                              % (name, member, name, name, says))
        self.lines.append("")

    def write(self):
        for number in self.structs:
            self.write_struct(number)
        subjects = ["SubjectOf<part%d::%s>()" % (self.part, name) for name in self.declared]
        return TEXT % {"part": self.part, "structs": "\n".join(self.lines), "subjects": ",\n          ".join(subjects)}


def brace(init):
    return init if init.startswith("{") else " = " + init


def commas(words):
    return "".join(", " + word for word in words)


TEXT = """// Written by random_structs.py.
#include "tests/schemas/random_structs.h"

namespace part%(part)d {

using kontrakt::testing::Same;

enum class Plain { kOne, kTwo, kThree };
SCHEMA_ENUM(Plain, kOne, kTwo);
enum class Level : std::int8_t { kLow, kHigh, kUnknown };
SCHEMA_ENUM(Level, Named(kLow, "low"), Named(kHigh, "high"), Landing(kUnknown));
enum class Odd : unsigned { kQuote, kComma, kAccent };
SCHEMA_ENUM(Odd, Named(kQuote, "a\\"b\\\\"), Named(kComma, "a, b"), Named(kAccent, "\u00e9"));

struct Dot {
  std::string type = "dot";
  friend bool operator==(const Dot&, const Dot&) = default;
};
SCHEMA_FIELDS(Dot, FIELD(type, Const("dot")), Closed());
struct Disc {
  double radius = 1;
  std::string type = "disc";
  friend bool operator==(const Disc&, const Disc&) = default;
};
SCHEMA_FIELDS(Disc, FIELD(radius, Minimum(0)), FIELD(type, Const("disc")));
struct Box {
  Plain kind = Plain::kTwo;
  std::vector<std::int8_t> sides;
  friend bool operator==(const Box&, const Box&) = default;
};
SCHEMA_FIELDS(Box, FIELD(kind, Const(Plain::kTwo), Name("type")), FIELD(sides, MaxItems(2)));
SCHEMA_RULE(Box, "the sides differ",
            [](const Box& box) { return box.sides.size() < 2 || box.sides[0] != box.sides[1]; });

%(structs)s
}  // namespace part%(part)d

namespace kontrakt::testing {

std::vector<Subject> SubjectsOfPart%(part)d() {
  return {%(subjects)s};
}

}  // namespace kontrakt::testing
"""


if __name__ == "__main__":
    sys.stdout.write(Writer(int(sys.argv[1]), int(sys.argv[2])).write())
