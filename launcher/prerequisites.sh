# Finds the tools that ./aicli-web and ./verify need, and installs them where that is possible. Sourced, not run.
#
# Sets: java_home, java_major, java_runtime, java_id (find_java, find_jdk) and maven (find_maven).
# shellcheck shell=sh disable=SC2034 # they are for the script that sources this one

say() {
    printf 'aicli-web: %s\n' "$*" >&2
}

# Reads the version of the Java in folder $1 from its release file; asks the program itself only if there is none.
read_java_version() {
    java_runtime='' java_vendor=''
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value; do
            value=${value#\"}
            value=${value%\"}
            case $key in
                JAVA_RUNTIME_VERSION) java_runtime=$value ;;
                JAVA_VERSION) java_runtime=${java_runtime:-$value} ;;
                IMPLEMENTOR) java_vendor=$value ;;
            esac
        done < "$1/release"
    else
        java_runtime=$("$1/bin/java" -XshowSettings:properties -version 2>&1 |
            sed -n 's/^ *java\.runtime\.version = //p')
    fi
    java_major=${java_runtime%%[!0-9]*}
    [ -n "$java_major" ] || java_major=0
    java_id=$java_runtime-$java_vendor
    # It becomes a file's name.
    case $java_id in
        *[!A-Za-z0-9.+_-]*) java_id=$(printf '%s' "$java_id" | tr -c 'A-Za-z0-9.+_-' '_') ;;
    esac
}

# Takes the Java in folder $1 if it is there, new enough and, where $2 is given, has that program in its bin folder.
try_java() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/${2:-java}" ] || return 1
    read_java_version "$1"
    [ "$java_major" -ge 17 ] || return 1
    java_home=$1
}

try_java_on_path() {
    program=$(command -v "${1:-java}") || return 1
    # macOS has a stand-in that only offers to install a Java.
    [ "$program" != "/usr/bin/${1:-java}" ] || [ ! -x /usr/libexec/java_home ] || return 1
    program=$(readlink -f "$program") || return 1
    case $program in
        */bin/*) try_java "${program%/bin/*}" "${1:-}" && return 0 ;;
    esac
    # A shim of a version manager: only the Java behind it knows where it lives.
    home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    try_java "$home" "${1:-}"
}

# Finds a Java 17 or newer; with $1=javac one that can compile.
find_java() {
    try_java "${JAVA_HOME:-}" "${1:-}" && return 0
    try_java_on_path "${1:-}" && return 0
    if [ -x /usr/libexec/java_home ]; then
        home=$(/usr/libexec/java_home -v 17+ 2>/dev/null) && try_java "$home" "${1:-}" && return 0
    fi
    for home in \
        /usr/lib/jvm/* \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/current \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
        "${HOME:-}"/.jdks/* \
        /opt/java/* /opt/jdk* /usr/java/* \
        /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        try_java "$home" "${1:-}" && return 0
    done
    return 1
}

find_jdk() {
    find_java javac
}

find_maven() {
    maven=$(command -v mvn) && return 0
    for maven in "${MAVEN_HOME:-/nowhere}/bin/mvn" "${M2_HOME:-/nowhere}/bin/mvn" /usr/share/maven/bin/mvn \
        /opt/maven/bin/mvn "${SDKMAN_DIR:-${HOME:-}/.sdkman}/candidates/maven/current/bin/mvn" \
        /opt/homebrew/bin/mvn /usr/local/bin/mvn; do
        [ -x "$maven" ] && return 0
    done
    maven=''
    return 1
}

# Prints the first of the given Debian packages that the package lists know.
first_available() {
    for package; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            printf '%s\n' "$package"
            return 0
        fi
    done
    return 1
}

# Names, for this system's package manager, the command that installs the tools: jdk, maven, postgresql (its client
# programs), redis (its server), or anything that is called the same everywhere.
install_command() {
    jdk='' postgres='' redis=redis
    if command -v apt-get >/dev/null; then
        how='sudo apt-get install' jdk=openjdk-17-jdk-headless postgres=postgresql-client redis=redis-server
    elif command -v dnf >/dev/null; then
        how='sudo dnf install' jdk=java-21-openjdk-devel postgres=postgresql
    elif command -v zypper >/dev/null; then
        how='sudo zypper install' jdk=java-21-openjdk-devel postgres=postgresql
    elif command -v pacman >/dev/null; then
        how='sudo pacman -S' jdk=jdk21-openjdk postgres=postgresql-libs
    elif command -v apk >/dev/null; then
        how='sudo apk add' jdk=openjdk21-jdk postgres=postgresql-client
    elif command -v brew >/dev/null; then
        how='brew install' jdk=openjdk@21 postgres=libpq
    else
        return 1
    fi
    for tool; do
        case $tool in
            jdk) how="$how $jdk" ;;
            postgresql) how="$how $postgres" ;;
            redis) how="$how $redis" ;;
            *) how="$how $tool" ;;
        esac
    done
    printf '%s\n' "$how"
}

# Installs the named tools: as root on Debian and Ubuntu by itself, after saying so; elsewhere it says what to type.
install_tools() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "missing: $*."
        if how=$(install_command "$@"); then
            say "install it with:  $how"
        else
            say 'install a JDK 17 or newer, Apache Maven 3.8 or newer, and for the tests psql, pg_dump, pgbouncer and redis-server.'
        fi
        return 1
    fi
    log=${TMPDIR:-/tmp}/aicli-web-apt.$$.log
    say "missing: $*; installing with apt-get (log: $log)"
    if ! DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        say 'apt-get update failed'
        return 1
    fi
    packages=''
    for tool; do
        case $tool in
            jdk) packages="$packages $(first_available openjdk-17-jdk-headless openjdk-21-jdk-headless \
                openjdk-25-jdk-headless default-jdk-headless)" ;;
            postgresql) packages="$packages postgresql-client" ;;
            redis) packages="$packages redis-server" ;;
            *) packages="$packages $tool" ;;
        esac
    done
    # shellcheck disable=SC2086 # a list of package names
    if ! DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages \
        >>"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        say "apt-get install$packages failed"
        return 1
    fi
    say "installed:$packages"
    rm -f "$log"
}

# Makes sure of a JDK and Maven, and installs the other tools that are named: the caller found them missing.
need_tools() {
    missing=$*
    find_maven || missing="maven $missing"
    find_jdk || missing="jdk $missing"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086 # a list of words
        install_tools $missing || return 1
        find_jdk || { say 'there is still no JDK 17 or newer'; return 1; }
        find_maven || { say 'there is still no Maven'; return 1; }
    fi
}

# Java reads its arguments and file names in the locale's character set: bare systems have none, or name a locale that
# was never generated. UTF-8 is what files and terminals are in.
use_utf8() {
    if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
        LC_ALL=C.UTF-8
        export LC_ALL
    fi
}
