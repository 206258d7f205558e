#!/bin/sh
# Backup and restore of the registry with its history, the spool of messages
# that wait for the database, and the files.
#
#	backup.sh save    --socket=S --var=VAR FOLDER
#	backup.sh restore --socket=S --var=VAR BACKUP
#
# save makes FOLDER/YYYYMMDD-HHMMSS and prints its name.  restore wants a
# running server whose database `bangfu` holds no households.  Both sign in
# as the server's administrator (unix_socket: the user who runs this).  History
# is restored by it only: secure_timestamp lets nobody else write any.
set -eu
umask 077

fail() {
	echo "backup: $*" >&2
	exit 1
}

[ $# -gt 0 ] || fail "save or restore?"
deed=$1
shift
socket= var= place=
for word in "$@"; do
	case $word in
	--socket=*) socket=${word#--socket=} ;;
	--var=*) var=${word#--var=} ;;
	-*) fail "what is $word?" ;;
	*) place=$word ;;
	esac
done
[ -n "$socket" ] && [ -n "$var" ] && [ -n "$place" ] ||
    fail "--socket=, --var= and a folder are needed"
[ -d "$var" ] || fail "$var is no folder"
user=$(id -un)

client() {
	mariadb --no-defaults --socket="$socket" --user="$user" --batch \
	    --skip-column-names "$@"
}

# The spool first: what moves from it into the database meanwhile is in both,
# and counts once when the spool is read again.  The files last: every file
# that a row names is there before the row.
save() {
	at=$place/$(date +%Y%m%d-%H%M%S)
	mkdir -p "$place"
	mkdir "$at.part"
	mkdir -p "$var/spool" "$var/files"
	tar -C "$var" -cf "$at.part/spool.tar" spool
	mariadb-dump --no-defaults --socket="$socket" --user="$user" \
	    --single-transaction --quick --dump-history --triggers \
	    --default-character-set=utf8mb4 bangfu >"$at.part/bangfu.sql"
	# A dump that was cut short has no last line.
	tail -1 "$at.part/bangfu.sql" | grep -q '^-- Dump completed' ||
	    fail "the dump is not whole"
	gzip -1 "$at.part/bangfu.sql"
	tar -C "$var" -cf "$at.part/files.tar" files
	(cd "$at.part" && sha256sum ./*.tar ./*.gz >SHA256SUMS)
	sync -f "$at.part"
	mv "$at.part" "$at"
	echo "$at"
}

restore() {
	[ -f "$place/SHA256SUMS" ] || fail "$place is no backup"
	(cd "$place" && sha256sum --quiet --check SHA256SUMS >&2) ||
	    fail "$place is damaged"
	client -e 'CREATE DATABASE IF NOT EXISTS bangfu'
	if [ "$(client -e "SELECT COUNT(*) FROM information_schema.tables
	    WHERE table_schema = 'bangfu' AND table_name = 'household'")" = 1 ]
	then
		[ "$(client -e 'SELECT COUNT(*) FROM bangfu.household')" = 0 ] ||
		    fail "the database holds households already"
	fi
	{
		echo 'SET SESSION system_versioning_insert_history = ON;'
		gzip -dc "$place/bangfu.sql.gz"
	} | client --default-character-set=utf8mb4 bangfu
	tar -C "$var" -xf "$place/spool.tar"
	tar -C "$var" -xf "$place/files.tar"
}

case $deed in
save) save ;;
restore) restore ;;
*) fail "save or restore?" ;;
esac
