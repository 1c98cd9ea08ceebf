// Feeds each file named on the command line to the fuzz target once: what `bazel test` runs of a
// cc_fuzz_test. Exit code 0 if every file was read and the target survived it, 2 if a file cannot
// be read.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool Replay(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    std::fprintf(stderr, "cannot read %s\n", path);
    return false;
  }
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint8_t nothing = 0;
  LLVMFuzzerTestOneInput(&nothing, 0);  // The empty input is part of every corpus.
  for (int i = 1; i < argc; ++i) {
    if (!Replay(argv[i])) return 2;
  }
  std::printf("%d inputs replayed\n", argc);
  return 0;
}
