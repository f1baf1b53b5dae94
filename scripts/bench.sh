#!/usr/bin/env bash
# Measures the aims beside their peers, on this machine, and keeps the results in bench/results.
# BENCH_ROUNDS and BENCH_SECONDS make it longer or shorter.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
cd "$root"

command -v wrk >/dev/null && [ -x /usr/sbin/nginx ] || {
  echo "installing wrk and nginx"
  sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends wrk nginx-light >/dev/null
}
scripts/install-npm.sh bench/load tests/e2e tests/servers tests/files
cmake --preset release >/dev/null
cmake --build build/release --target waymark store_bench scale_bench postgres_bench dynamo_bench queue_bench feed_bench backup_bench sockets_bench graphql_front_bench graphql_exec_bench files_bench match_bench health_bench -j "$(nproc)"

mkdir -p bench/results
(cd bench/load && node --import tsx bench.ts)
(cd bench/load && node --import tsx web.ts)
(cd bench/load && node --import tsx lighthouse.ts) | tee bench/results/lighthouse.txt
taskset -c 0 build/release/bench/store_bench --json bench/results/store.json | tee bench/results/store.txt
# BENCH_FULL: the sizes that the aims speak of. They need 60 GB of disk, and hours.
sizes=100000,300000,1000000
megabytes=1000
rooms=500
chat_seconds=5
teams=50
health=100
sockets=2000
shared_sockets=6000
feed=(--users 2000 --activities 20 --readers 200 --followers 2000)
[ -z "${BENCH_FULL:-}" ] || feed=(--users 1000000 --activities 20 --readers 1000 --followers 100000 --pages 20000)
[ -z "${BENCH_FULL:-}" ] || { sizes=1000000,5000000,20000000,50000000; megabytes=10000; rooms=5000; chat_seconds=30; teams=1000; health=1000; sockets=10000; shared_sockets=50000; }
(cd bench/load && CHAT_ROOMS="$rooms" CHAT_SECONDS="$chat_seconds" taskset -c 1 node --import tsx chat.ts) |
  tee bench/results/chat.txt
(cd bench/load && TEAMS="$teams" TEAMS_SECONDS="$chat_seconds" taskset -c 1 node --import tsx teams.ts) |
  tee bench/results/teams.txt
(cd bench/load && node --import tsx files.ts) | tee bench/results/files.txt
build/release/bench/sockets_bench --sockets "$sockets" --json bench/results/sockets.json | tee bench/results/sockets.txt
build/release/bench/sockets_bench --sockets "$shared_sockets" --servers 3 --json bench/results/sockets-shared.json |
  tee bench/results/sockets-shared.txt
build/release/bench/scale_bench --sizes "$sizes" --json bench/results/scale.json --svg bench/results/scale.svg |
  tee bench/results/scale.txt
build/release/bench/postgres_bench --json bench/results/postgres.json | tee bench/results/postgres.txt
build/release/bench/dynamo_bench --json bench/results/dynamo.json | tee bench/results/dynamo.txt
build/release/bench/queue_bench --json bench/results/queue.json --long 1000000 | tee bench/results/queue.txt
build/release/bench/feed_bench "${feed[@]}" --json bench/results/feed.json --svg bench/results/feed.svg |
  tee bench/results/feed.txt
taskset -c 0 build/release/bench/match_bench --json bench/results/match.json | tee bench/results/match.txt
taskset -c 0 build/release/bench/health_bench --megabytes "$health" --json bench/results/health.json | tee bench/results/health.txt
build/release/bench/backup_bench --megabytes "$megabytes" --json bench/results/backup.json | tee bench/results/backup.txt
for bench in graphql_front_bench graphql_exec_bench; do
  taskset -c 0 "build/release/bench/$bench" --benchmark_out="bench/results/$bench.json" --benchmark_out_format=json
done
