# shellcheck shell=bash
# What tests/kafka talks to: a real Kafka (jars from Maven Central) and kafkaesk (from PyPI). Sourced by tools/setup.

# Sets the folders' names; python3 must be there by now.
name_peers() {
  PYTHON=/usr/bin/python3
  [ -x "$PYTHON" ] || PYTHON=$(command -v python3) || die "python3 is missing"
  KAFKA_JARS=$KONTRAKT_CACHE/kafka-$(hash_of <"$ROOT/tests/kafka/pom.xml")
  # An environment belongs to the Python it was made with.
  PEER=$KONTRAKT_CACHE/peer-$({ cat "$ROOT/tests/kafka/requirements.txt" && "$PYTHON" --version; } | hash_of)
}

fill_kafka_jars() {
  fresh_folder "$KAFKA_JARS"
  run_long "Apache Kafka's jars from Maven Central" mvn --batch-mode --no-transfer-progress \
    --file "$ROOT/tests/kafka/pom.xml" dependency:copy-dependencies -DoutputDirectory="$KAFKA_JARS"
  finish_folder "$KAFKA_JARS"
}

fill_peer() {
  fresh_folder "$PEER"
  run_long "Python environment for the kafkaesk peer" make_peer
  finish_folder "$PEER"
}

make_peer() {
  "$PYTHON" -m venv "$PEER" &&
    "$PEER/bin/pip" install --no-input --disable-pip-version-check --requirement "$ROOT/tests/kafka/requirements.txt" &&
    "$PEER/bin/python" -c 'import kafkaesk, jsonschema'
}
