#!/bin/sh
# The example says what its documentation promises.
set -eu
output=$("$1")
expect() {
  printf '%s\n' "$output" | grep -qF -- "$1" || { echo "not printed: $1"; printf '%s\n' "$output"; exit 1; }
}
expect 'written: {"number":"A-1","total":"12.50 EUR","discount":null}'
expect 'refused: /total: expected an amount that is not negative, "12.50 EUR"'
expect 'refused: /discount: expected'
expect 'read: 1250 cents in EUR'
expect '"pattern":"^(?:0|[1-9][0-9]{0,14})\\.[0-9]{2} [A-Z]{3}$"'
