#!/bin/sh
# Builds web/static from the sources beside this file. Needs node, npm and the development Python environment.
# What it makes is committed: nobody needs node to run Heard. Building again gives the same bytes (a test holds it).
#   web/assets/build.sh [FOLDER]    FOLDER: where to write instead of web/static
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${1:-$root/web/static}
python=${HEARD_PYTHON:-$root/.venv/bin/python}
mkdir -p "$out/fonts"
cd "$here"

# Reinstall only when the lock says something else than what is there.
if ! cmp -s package-lock.json node_modules/.installed-lock; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi

sass() { npx --no-install sass --load-path=node_modules --style=compressed --no-source-map --quiet-deps "$1" "$2"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sass scss/heard.scss "$work/heard.css"
sass scss/staff.scss "$work/staff.css"
sass scss/rtl.scss "$work/rtl.css"
npx --no-install rtlcss --silent "$work/heard.css" "$work/heard.mirrored.css"
# Bytes of the whole: the licence line first, then the style sheet. The Arabic part comes last, so that its fonts win.
licence='/* Contains parts of nhsuk-frontend 10.6.1, MIT licence: see licences/nhsuk-frontend.txt */'
{ printf '@charset "UTF-8";%s\n' "$licence"; sed 's/^\xef\xbb\xbf//; s/^@charset "UTF-8";//' "$work/heard.css"; } > "$out/heard.css"
{
  printf '@charset "UTF-8";%s\n' "$licence"
  sed 's/^\xef\xbb\xbf//; s/^@charset "UTF-8";//' "$work/heard.mirrored.css"
  sed 's/^\xef\xbb\xbf//; s/^@charset "UTF-8";//' "$work/rtl.css"
} > "$out/heard.rtl.css"
{ printf '@charset "UTF-8";%s\n' "$licence"; sed 's/^\xef\xbb\xbf//; s/^@charset "UTF-8";//' "$work/staff.css"; } > "$out/staff.css"

cp node_modules/@fontsource/noto-sans-arabic/LICENSE "$out/fonts/noto-sans-arabic-OFL.txt"
"$python" subset_fonts.py "$out/fonts"

pictures=$root/accessibility/pictograms
[ $# -eq 0 ] || pictures=$out/pictograms
"$python" pictograms.py "$pictures"
cp "$pictures/heard.svg" "$out/heard.svg"
