#!/bin/sh
# Prints the changelog's section of one version, which is the text of its release.
#
#   launcher/release-notes.sh 1.2.0

set -eu

version=${1:?usage: release-notes.sh VERSION}
changelog=$(dirname -- "$0")/../CHANGELOG.md
notes=$(awk -v heading="## [$version]" '
    index($0, heading) == 1 { inside = 1; next }
    /^## \[/ { inside = 0 }
    /^\[[^]]*\]: / { inside = 0 }
    inside { print }
' "$changelog" | sed '/./,$!d')
if [ -z "$notes" ]; then
    printf 'release-notes: CHANGELOG.md has no section "## [%s]" with text in it\n' "$version" >&2
    exit 1
fi
printf '%s\n' "$notes"
