# shellcheck shell=sh
# What came of a verification: how many tests were run, and by name all that failed, tests and goals of Maven alike.

# Adds up one attribute of the reports of one kind of test: $1 folder, $2 kind, $3 attribute.
total() {
    [ -d "$1/$2-reports" ] || { echo 0; return; }
    find "$1/$2-reports" -name 'TEST-*.xml' -exec sed -n 's/.*<testsuite [^>]*/&/p' {} + |
        sed -n "s/.* $3=\"\([0-9]*\)\".*/\1/p" | awk '{ n += $1 } END { print n + 0 }'
}

# The tests in the reports of a folder that failed, as class#method.
failed_tests() {
    find "$1/surefire-reports" "$1/failsafe-reports" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
        /<testcase / {
            name = $0; sub(/.*<testcase name="/, "", name); sub(/".*/, "", name)
            class = $0; sub(/.* classname="/, "", class); sub(/".*/, "", class)
        }
        /^[ \t]*<(failure|error)[ >]/ { print class "#" name }' | sort -u
}

# Says how it went and returns the exit code: $1 folder of the build, $2 log of Maven, $3 its exit code, $4 seconds.
verdict() {
    run=0 failed=0 status=$3
    for kind in surefire failsafe; do
        tests=$(total "$1" $kind tests)
        bad=$(($(total "$1" $kind failures) + $(total "$1" $kind errors)))
        skipped=$(total "$1" $kind skipped)
        case $kind in
            surefire) name='unit tests' ;;
            failsafe) name='integration tests' ;;
        esac
        printf 'verify: %s: %s run, %s failed, %s skipped\n' "$name" "$tests" "$bad" "$skipped"
        run=$((run + tests - skipped))
        failed=$((failed + bad))
    done
    passed=$((run - failed))
    failed_tests "$1" | sed 's/^/verify: failed: /'
    for limit in "$1"/test-limits/*; do
        [ -f "$limit" ] || continue
        printf 'verify: hung: %s (all threads: %s)\n' "$(head -n 1 "$limit")" "$limit"
        [ "$status" != 0 ] || status=1
    done
    goal=$(sed -n 's/^\[ERROR\] Failed to execute goal \([^ ]*\).*: \(.*\)$/\1: \2/p' "$2" 2>/dev/null | head -n 1)
    [ -z "$goal" ] || printf 'verify: failed: goal %s\n' "$goal"
    if [ "$status" = 0 ] && [ "$run" = 0 ]; then
        echo 'verify: not one test was run'
        status=1
    fi
    if [ "$status" = 0 ]; then
        printf 'verify: passed in %s s\n' "$4"
    else
        # What is not a test failed, too.
        [ "$failed" != 0 ] || failed=1
        [ -n "$goal" ] || printf 'verify: failed: Maven ended with exit code %s, see %s\n' "$3" "$2"
        printf 'verify: FAILED in %s s\n' "$4"
    fi
    printf '%s passed, %s failed\n' "$passed" "$failed"
    return "$status"
}
