#!/usr/bin/env bash
# Builds everything and runs every test. Installs from Debian what the interop tests need when it is missing and
# this user may install packages. Ends with the line "N passed, M failed"; the exit status is 1 when M > 0.
#
#   scripts/test.sh [--no-install] [PROJECT...]     e.g. scripts/test.sh Engine.Tests
#
# ACCEPT=1 scripts/test.sh rewrites the golden files; read the diff before you commit it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

install=yes projects=()
for argument in "$@"; do
  case $argument in
    --no-install) install=no ;;
    -h | --help) sed -n '2,7p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *)
      [[ -f tests/$argument/$argument.csproj ]] || { echo "test.sh: no project tests/$argument" >&2; exit 2; }
      projects+=("tests/$argument/$argument.csproj")
      ;;
  esac
done
((${#projects[@]})) || projects=(tests/*.Tests/*.csproj)

# tool and the package that brings it
tools=(kamailio:kamailio kamcmd:kamailio sipp:sip-tester tshark:tshark sngrep:sngrep sipgrep:sipgrep sqlite3:sqlite3 rtpengine:rtpengine-daemon mariadbd:mariadb-server
  psql:postgresql baresip:baresip-core openssl:openssl tcpdump:tcpdump)
peer_modules=(app_lua:kamailio-lua-modules db_sqlite:kamailio-sqlite-modules app_jsdt:kamailio-extra-modules)

missing_packages() {
  local entry
  for entry in "${tools[@]}"; do
    command -v "${entry%%:*}" >/dev/null 2>&1 || echo "${entry#*:}"
  done
  for entry in "${peer_modules[@]}"; do
    compgen -G "/usr/lib/*/kamailio/modules/${entry%%:*}.so" >/dev/null || echo "${entry#*:}"
  done
}

install_packages() {
  local -a packages=("$@") as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      echo "not installed, and this user may not install packages: ${packages[*]}"
      return
    fi
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || { echo "not installed, and there is no apt-get: ${packages[*]}"; return; }
  echo "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq </dev/null >/dev/null 2>&1 || echo "apt-get update failed"
  # one by one, so that a package this release does not have keeps none of the others away
  local package
  for package in "${packages[@]}"; do
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null 2>&1 || echo "could not install $package"
  done
}

export PATH=$PATH:/usr/sbin:/sbin
if [[ $install == yes ]]; then
  mapfile -t wanted < <(missing_packages | sort -u)
  ((${#wanted[@]})) && install_packages "${wanted[@]}"
fi
mapfile -t wanted < <(missing_packages | sort -u)
((${#wanted[@]})) && echo "the interop tests that need these Debian packages are skipped: ${wanted[*]}"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
if ! dotnet build Engine.sln -c Release --nologo -v q </dev/null; then
  echo "the build failed"
  echo "0 passed, 1 failed"
  exit 1
fi

log=$(mktemp "${TMPDIR:-/tmp}/signalbox-test.XXXXXX")
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  echo "== $(basename "$project" .csproj)"
  status=0
  # The outer limit ends a test run that hangs; each test has its own, shorter one.
  timeout 1200 dotnet test "$project" -c Release --no-build --nologo --logger "console;verbosity=normal" </dev/null >"$log" 2>&1 || status=$?
  grep -vE '^ *Passed |^\[xUnit|^Test run for|^A total of|^VSTest|^ *Standard Output' "$log" || true
  count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
  ok=$(count Passed) bad=$(count Failed) left=$(count Skipped)
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))
  if ((status != 0 && ${bad:-0} == 0)) && ! grep -q 'No test is available' "$log"; then
    echo "$project ended with status $status without a failed test"
    failed=$((failed + 1))
  fi
done

((skipped)) && echo "$skipped skipped, each with its reason above"
echo "$passed passed, $failed failed"
((failed == 0))
