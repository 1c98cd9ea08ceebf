// REGISTER_SCHEMA: gives a declared struct a version and puts it into the program's catalog.
#ifndef KONTRAKT_SCHEMAS_DECLARE_REGISTER_H_
#define KONTRAKT_SCHEMAS_DECLARE_REGISTER_H_

#include <string>
#include <string_view>

#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/schemas/declare/schema_options.h"
#include "kontrakt/schemas/declare/traits.h"

// REGISTER_SCHEMA(Content, 1);
// REGISTER_SCHEMA(Content, 2, {.streams = {"content.created"}, .retention = absl::Hours(24)});
// Ties struct `Content` (written without namespaces, below its SCHEMA_FIELDS, in its own namespace)
// to a version of the schema of that name. Use once a struct, in the header that declares it or in
// a source file; several versions live in namespaces of their own (v1, v2). Defines one inline
// variable whose initialisation adds the schema to Catalog::Global(); reaches no network. A library
// that only registers, and that nothing else in a binary refers to, needs `alwayslink = True`, or
// the linker drops it.
#define REGISTER_SCHEMA(Type, version, ...)                                                       \
  static_assert((version) >= 1, "REGISTER_SCHEMA(" #Type ", " #version "): versions start at 1"); \
  static_assert(::kontrakt::internal::IsUnqualified(#Type),                                       \
                "REGISTER_SCHEMA(" #Type                                                          \
                ", ...): write it inside the struct's own namespace, "                            \
                "with the struct's name alone");                                                  \
  static_assert(::kontrakt::Declared<Type>,                                                       \
                "REGISTER_SCHEMA(" #Type ", ...): write SCHEMA_FIELDS(" #Type ", ...) above it"); \
  [[maybe_unused]] constexpr auto KontraktRegistration(::kontrakt::Tag<Type>) {                   \
    return ::kontrakt::internal::NameAndVersion{#Type, version};                                  \
  }                                                                                               \
  [[maybe_unused]] inline const bool kontrakt_registered_##Type =                                 \
      ::kontrakt::internal::AddToGlobalCatalog(                                                   \
          ::kontrakt::internal::kRegistration<Type> __VA_OPT__(                                   \
              , ::kontrakt::SchemaOptions __VA_ARGS__))

// ---- implementation details ----

namespace kontrakt {
namespace internal {

struct NameAndVersion {
  std::string_view name;
  int version;
};

constexpr bool IsUnqualified(std::string_view name) {
  return name.find(':') == std::string_view::npos;
}

// Unlike typeid, the same text for the same type in every shared library.
template <class T>
constexpr std::string_view TypeText() {
  return __PRETTY_FUNCTION__;
}

struct Registration {
  std::string_view name;
  int version;
  Describer type;
  std::string_view cpp_type;
};
template <class T>
inline constexpr Registration kRegistration = {KontraktRegistration(Tag<T>{}).name,
                                               KontraktRegistration(Tag<T>{}).version, &Describe<T>,
                                               TypeText<T>()};

// Out of line, in catalog.cc: REGISTER_SCHEMA makes little code in its users' files. True.
bool AddToGlobalCatalog(const Registration& schema);
bool AddToGlobalCatalog(const Registration& schema, const SchemaOptions& options);

}  // namespace internal

// The id of a registered struct. The reference is valid for the life of the program.
template <Registered T>
const SchemaId& SchemaIdOf() {
  static const auto& id = *new SchemaId{.name = std::string(internal::kRegistration<T>.name),
                                        .version = internal::kRegistration<T>.version};
  return id;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_REGISTER_H_
