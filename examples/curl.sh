#!/bin/sh
# Reads the service with curl: language and format by header and by URL, a conditional request, a problem.
#
#   npm start                                     in the repository, in another terminal
#   sh examples/curl.sh                           reads http://localhost:8787
#   sh examples/curl.sh https://data.example.jp   reads another origin
set -eu
origin=${1:-http://localhost:8787}

title() { printf '\n== %s\n' "$1"; }
get() { curl --silent --show-error --max-time 30 "$@"; }
headers() { get --output /dev/null --dump-header - "$@" | tr -d '\r'; }

title 'Language and format are negotiated; Content-Location names the canonical URL'
headers -H 'Accept-Language: en-GB' -H 'Accept: application/json' "$origin/actions/data" |
  grep -iE '^(HTTP|content-language|content-location|vary):?'

title 'A canonical URL names both: nothing is negotiated'
headers "$origin/ja/actions/data.json" | grep -iE '^(HTTP|content-language|content-type):?'

title 'A collection, filtered, as CSV'
get "$origin/en/outcomes.csv?council=council-2-2024" | sed -n 1p

title 'Markdown, in Japanese'
get "$origin/ja/terms/dfft.md" | sed -n 1,3p

title 'A conditional request: 304 while nothing has changed'
etag=$(headers "$origin/en/actions/data.json" | sed -n 's/^[Ee][Tt]ag: //p')
headers -H "If-None-Match: $etag" "$origin/en/actions/data.json" | sed -n 1p

title 'A problem (RFC 9457), in the language of the URL'
get "$origin/en/actions/nope.json"
printf '\n'
