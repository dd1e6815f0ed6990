#!/usr/bin/env bash
# Runs every fuzz target for a bounded time: fuzz/run.sh [SECONDS each, 20] [TARGET…]
# Ends with an error as soon as one of them crashes, hangs or eats memory; the input is then in target/fuzz/crashes.
# Works with the stable toolchain: the flags are those of LLVM's coverage, no sanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-20}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(pack condition transfer)

host=$(rustc -vV | sed -n 's/^host: //p')
home=target/fuzz
mkdir -p "$home/crashes"

# with --target the flags reach the product, not build scripts and macros
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
coverage="$coverage -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="--cfg fuzzing $coverage" \
    cargo build --quiet --package sekisho-fuzz --profile fuzz --target "$host" --target-dir "$home" --bins

bin=$home/$host/fuzz
rm -rf "$home/seeds"
for target in "${targets[@]}"; do
    mkdir -p "$home/corpus/$target" "$home/seeds/$target"
    echo "fuzz $target for $seconds s"
    # a crash leaves a long log; the end of it is what a person reads
    if ! SEEDS="$home/seeds/$target" "$bin/fuzz-$target" "$home/corpus/$target" "$home/seeds/$target" \
        -max_total_time="$seconds" -seed=7 -timeout=60 -rss_limit_mb=4096 -max_len=8192 \
        -artifact_prefix="$home/crashes/$target-" -print_final_stats=1 >"$home/$target.log" 2>&1; then
        tail -n 40 "$home/$target.log"
        echo "fuzz $target failed; the input is in $home/crashes" >&2
        exit 1
    fi
    grep -E 'number_of_executed_units|new_units_added' "$home/$target.log"
done
