#!/bin/sh
# Install what is missing of the sections of conf/packages.txt that are named:
#
#	conf/install-packages.sh build run test
#
# Nothing is done, and no right is asked for, where all is there.  A freshly
# installed nginx, MariaDB or Kannel is kept from starting, now and at the
# next boot: bangfu-run starts its own.  Services that were there before are
# left as they are; a policy-rc.d that was there comes back.
set -u

list=$(dirname "$0")/packages.txt
policy=/usr/sbin/policy-rc.d
kept=$policy.kept-by-bangfu

say() {
	echo "install-packages: $*" >&2
}

fail() {
	say "$*"
	exit 1
}

# The packages of section $1.
section() {
	awk -v want="[$1]" '
		{ sub(/#.*/, "") }
		/^\[/ { on = ($1 == want); next }
		on && NF { print $1 }' "$list"
}

there() {
	dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null |
	    grep -qx installed
}

give_back() {
	rm -f "$policy"
	[ ! -e "$kept" ] || mv -f "$kept" "$policy"
}

[ $# -gt 0 ] || fail "which sections? build, run, test"
command -v dpkg-query >/dev/null ||
    fail "this is no Debian system: install by hand what $list names"
missing=
for name in "$@"; do
	packages=$(section "$name")
	[ -n "$packages" ] || fail "$list has no section [$name]"
	for package in $packages; do
		there "$package" || missing="$missing $package"
	done
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || fail "missing, and there is no sudo;" \
	    "as root: apt-get install$missing"
	sudo -n true 2>/dev/null || [ -t 0 ] || fail "missing, and sudo asks" \
	    "for a password; as root: apt-get install$missing"
	exec sudo -- sh "$0" "$@"
fi

say "installing$missing"
fresh=
for service in nginx mariadb kannel; do
	case $service in
	mariadb) there mariadb-server || fresh="$fresh $service" ;;
	*) there $service || fresh="$fresh $service" ;;
	esac
done

log=$(mktemp) || fail "no room in ${TMPDIR:-/tmp}"
trap 'give_back; rm -f "$log"' EXIT
trap 'exit 1' HUP INT TERM
# Left behind where an earlier run was killed.
[ ! -e "$kept" ] || mv -f "$kept" "$policy"
[ ! -e "$policy" ] || mv "$policy" "$kept"
printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" ||
    fail "can't write $policy"

export DEBIAN_FRONTEND=noninteractive
install() {
	# shellcheck disable=SC2086
	apt-get install -y -q --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 $missing </dev/null >"$log" 2>&1
}
if ! install; then
	apt-get update -q -o DPkg::Lock::Timeout=300 >"$log" 2>&1 ||
	    fail "apt-get update failed: $(grep '^[EW]:' "$log" | tail -1)"
	install || fail "apt-get install failed:" \
	    "$(grep '^E:' "$log" | head -1)"
fi
if [ -d /run/systemd/system ]; then
	for service in $fresh; do
		systemctl disable --quiet "$service" 2>/dev/null
	done
fi
exit 0
