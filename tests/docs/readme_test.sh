#!/usr/bin/env bash
# README's program: its flags and exit codes are those that the documents promise.
set -u
readme=$1
fail() { echo "FAILED: $*"; exit 1; }

help=$("$readme" --help) || fail "--help exits 0"
for flag in --kafka-servers --topic-prefix --kafka-settings --replication-factor --config; do
  [[ $help == *"$flag"* ]] || fail "--help names $flag"
done

said=$("$readme" --kafka-server localhost:1 2>&1)
[[ $? == 2 ]] || fail "an unknown flag exits 2: $said"
[[ $said == *--kafka-servers* ]] || fail "an unknown flag is answered with the nearest known one: $said"

said=$("$readme" --kafka-servers 127.0.0.1:1 --kafka-settings '{"acks":"1"}' 2>&1)
[[ $? == 2 ]] || fail "a setting that would break a guarantee exits 2: $said"
echo "README's program does what the documents say"
