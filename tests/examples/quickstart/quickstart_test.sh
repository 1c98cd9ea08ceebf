#!/usr/bin/env bash
# The whole quickstart, as a newcomer runs it, on the embedded broker.
set -u
quickstart=$1
folder=$TEST_TMPDIR/files
fail() { echo "FAILED: $*"; echo "$out"; exit 1; }

mkdir -p "$folder/sub dir"
for i in $(seq 1 300); do printf '# Title %d\n' "$i" >"$folder/sub dir/$i.md"; done
printf 'no heading' >"$folder/plain.bin"
: >"$folder/empty"

out=$("$quickstart" "$folder" 2>&1) || fail "it ends with $?"
[[ $out == *"Every file that was published was consumed."* ]] || fail "it says so"
[[ $out == *"302 "*"302 "*"0 "*"302 "*"300"* ]] || fail "the table counts 302 files, 300 titles"
[[ $out == *'"$id": "Content:1"'* ]] || fail "it prints the schema of the topic"
for refusal in '/id: minLength' '/url: format' '/size: minimum'; do
  [[ $out == *"$refusal"* ]] || fail "the broken message is refused: $refusal"
done

out=$("$quickstart" "$folder/nope" 2>&1); [[ $? == 2 ]] || fail "a folder that is not there exits 2"
out=$("$quickstart" 2>&1); [[ $? == 2 ]] || fail "no folder exits 2"
out=$("$quickstart" --nope "$folder" 2>&1); [[ $? == 2 ]] || fail "an unknown flag exits 2"
out=$("$quickstart" --kafka-servers 127.0.0.1:1 --kafka-settings '{"nope":"1"}' "$folder" 2>&1)
[[ $? == 2 ]] || fail "an unknown setting exits 2"
mkdir "$TEST_TMPDIR/none"
out=$("$quickstart" "$TEST_TMPDIR/none" 2>&1) || fail "an empty folder is no error"
echo "the quickstart does what it promises"
