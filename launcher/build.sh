# Builds the program and its class archive for ./aicli-web. Sourced by it when something is missing or out of date.
# shellcheck shell=sh disable=SC2154 # the variables are those of ./aicli-web and prerequisites.sh

# One process builds, the others wait for it and use what it built.
prepare() {
    if ! mkdir -p "$work" 2>/dev/null || [ ! -w "$work" ]; then
        # A checkout that somebody else built, and that we may only read.
        if built && find_java; then
            archive=$work/none
            return 0
        fi
        say "cannot write to $work, where the program would be built"
        return 126
    fi
    lock || return 126
    # Another process may have done it while we waited.
    status=0
    if ! ready; then
        build && make_archive
        status=$?
    fi
    unlock
    return $status
}

# The lock is on file descriptor 9, which Maven inherits: should this process be killed, the next one still waits until
# nobody writes any more.
lock() {
    if command -v flock >/dev/null; then
        exec 9>"$work/lock"
        flock -n 9 && return 0
        say 'another process is building the program; waiting for it'
        flock 9
        return
    fi
    waited=0
    while ! mkdir "$work/lock.d" 2>/dev/null; do
        owner=$(cat "$work/lock.d/pid" 2>/dev/null)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$work/lock.d"
            continue
        fi
        [ $waited != 0 ] || say 'another process is building the program; waiting for it'
        waited=1
        sleep 0.2
    done
    echo $$ >"$work/lock.d/pid"
    trap 'rm -rf "$work/lock.d"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

unlock() {
    if command -v flock >/dev/null; then
        exec 9>&-
    else
        rm -rf "$work/lock.d"
    fi
    trap - EXIT INT TERM
}

build() {
    ! built || return 0
    need_tools || return 127
    log=$work/build.log
    say "building the program; this takes a minute or two the first time (log: $log)"
    : >"$stamp.new"
    rm -rf "$work/maven"
    (
        cd "$root" &&
            JAVA_HOME=$java_home exec "$maven" -B -Dstyle.color=never -DskipChecks -DskipTests -Dmaven.test.skip=true \
                -DbuildDirectory=target/launcher/maven package
    ) >"$log" 2>&1 </dev/null &
    pid=$!
    trap 'kill $pid 2>/dev/null; exit 130' INT
    trap 'kill $pid 2>/dev/null; exit 143' TERM
    show_progress $pid
    wait $pid
    status=$?
    trap 'exit 130' INT
    trap 'exit 143' TERM
    built_jar=$(find "$work/maven" -maxdepth 1 -name 'aicli-web-*-runner.jar' 2>/dev/null)
    if [ $status != 0 ] || [ -z "$built_jar" ]; then
        grep -E 'ERROR|BUILD' "$log" | head -n 30 >&2
        say "the build failed; everything that it printed is in $log"
        return 126
    fi
    # Renamed, never written in place: a running program keeps the jar that it has open.
    rm -f "$work"/java-*.jsa
    mv -f "$built_jar" "$jar" && mv -f "$stamp.new" "$stamp" && rm -rf "$work/maven" || return 126
    say 'built'
}

# Shows how far Maven is: on a terminal in one line that moves, elsewhere a line now and then.
show_progress() {
    seconds=0
    while kill -0 "$1" 2>/dev/null; do
        if [ -t 2 ]; then
            printf '\r  %s s, %s files downloaded ' "$seconds" "$(grep -c 'Downloaded from' "$log")" >&2
        elif [ $((seconds % 15)) = 14 ]; then
            printf '  %s s, %s files downloaded\n' "$((seconds + 1))" "$(grep -c 'Downloaded from' "$log")" >&2
        fi
        sleep 1
        seconds=$((seconds + 1))
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

# Class data sharing: the classes that common commands load, parsed and verified in advance. It is only about time, so
# whatever goes wrong here, the program starts without it.
make_archive() {
    find_java || { need_tools && find_java; } || return 127
    archive=$work/java-$java_id.jsa
    ! archived || return 0
    training=$work/training
    rm -rf "$training"
    mkdir -p "$training"
    say "preparing for quick starts on Java $java_runtime"
    mkdir "$training/migrations"
    echo 'CREATE TABLE training (id INTEGER PRIMARY KEY);' >"$training/migrations/1_training.up.sql"
    echo 'DROP TABLE training;' >"$training/migrations/1_training.down.sql"
    printf 'database:\n  url: sqlite:training.db\nmigrations: migrations\n' >"$training/aicli.yml"
    # What they print, and whether they succeed, does not matter: there is no server behind the last one.
    train help --help
    train up migrate up
    train down migrate down --steps 1 --yes
    train status migrate status --output json
    train server migrate status --database-url postgres://127.0.0.1:1/training
    # What only other commands or a server's answers load is added by name: a class that is not used costs no time.
    {
        sed 's/ id: [0-9]*$//' "$training"/*.classes 2>/dev/null
        "$java_home/bin/jar" tf "$jar" 2>/dev/null |
            sed -n -e 's/\.class$//' -e '/^dev\/aicli\//p' -e '/^org\/postgresql\/\(core\|jdbc\|copy\|util\|hostchooser\)\//p' |
            grep -v 'package-info$'
    } | awk '!seen[$0]++' >"$training/classes"
    extract_native_library
    # The jar is named here as it is when the program runs: the archive is for this class path only.
    "$java_home/bin/java" -XX:+UseSerialGC -Xlog:disable -Xshare:dump -XX:SharedClassListFile="$training/classes" \
        -XX:SharedArchiveFile="$archive.new" -cp "$jar" >"$training/archive.log" 2>&1
    # A file that is no archive is passed over by the virtual machine; it says that we need not try again.
    [ -s "$archive.new" ] || : >"$archive.new"
    printf '%s\n' "$root" >"$place" && mv -f "$archive.new" "$archive" && rm -rf "$training"
}

# SQLite's library for this machine, taken out of the jar once: the driver would do it at every start.
extract_native_library() {
    platform=$("$java_home/bin/java" -cp "$jar" org.sqlite.util.OSInfo 2>/dev/null)
    rm -rf "$work/native" "$training/native"
    mkdir -p "$training/native"
    (cd "$training/native" && "$java_home/bin/jar" xf "$jar" "org/sqlite/native/$platform") >/dev/null 2>&1
    [ ! -d "$training/native/org/sqlite/native/$platform" ] ||
        mv "$training/native/org/sqlite/native/$platform" "$work/native"
}

# Runs the program once, in a folder of its own, to learn which classes it loads.
train() {
    name=$1
    shift
    (
        cd "$training" &&
            exec "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Xshare:auto \
                -XX:DumpLoadedClassList="$training/$name.classes" -jar "$jar" "$@"
    ) >"$training/$name.log" 2>&1 </dev/null
}
