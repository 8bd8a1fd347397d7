#!/bin/sh
# Installs the program `catchword`: downloads the archive for this computer, compares its checksum, and puts the program into a
# folder of yours. It changes nothing else.
#
#   CATCHWORD_FROM   the address of the folder with the archives and SHA256SUMS (an address of the web, or a folder)
#   CATCHWORD_INTO   where the program goes; without it, ~/.local/bin
set -eu

say() { printf '%s\n' "$*"; }
stop() { say "catchword was not installed: $*" >&2; exit 1; }

from=${CATCHWORD_FROM:-}
into=${CATCHWORD_INTO:-$HOME/.local/bin}
[ -n "$from" ] || stop "say where the archives are: CATCHWORD_FROM=https://… sh install.sh"

case $(uname -s) in
  Linux) system=unknown-linux ;;
  Darwin) system=apple-darwin ;;
  *) stop "there is no archive for $(uname -s) yet" ;;
esac
case $(uname -m) in
  x86_64 | amd64) processor=x86_64 ;;
  aarch64 | arm64) processor=aarch64 ;;
  *) stop "there is no archive for the processor $(uname -m) yet" ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

fetch() {
  case $from in
    http://* | https://*)
      if command -v curl > /dev/null; then curl -fsSL "$from/$1" -o "$work/$1"
      elif command -v wget > /dev/null; then wget -q "$from/$1" -O "$work/$1"
      else stop "neither curl nor wget is on this computer"
      fi ;;
    *) cp "$from/$1" "$work/$1" ;;
  esac || stop "$from/$1 could not be fetched"
}

fetch SHA256SUMS
# The archive that runs on every Linux comes first, if there is one.
line=$(grep -F -e "-$processor-$system-musl." "$work/SHA256SUMS" || grep -F -e "-$processor-$system" "$work/SHA256SUMS" || true)
line=$(printf '%s\n' "$line" | head -n 1)
[ -n "$line" ] || stop "there is no archive for $processor-$system yet"
archive=${line##* }
fetch "$archive"
if command -v sha256sum > /dev/null; then found=$(sha256sum "$work/$archive"); else found=$(shasum -a 256 "$work/$archive"); fi
[ "${found%% *}" = "${line%% *}" ] || stop "$archive is damaged: its checksum is another"
tar -xzf "$work/$archive" -C "$work"
mkdir -p "$into"
# Beside its place first, so that there is never half a program.
cp "$work/${archive%.tar.gz}/catchword" "$into/.catchword-new"
chmod 755 "$into/.catchword-new"
mv "$into/.catchword-new" "$into/catchword"
say "catchword is in $into"
case ":$PATH:" in
  *":$into:"*) say 'Begin with: catchword init my-blog' ;;
  *) say "Begin with: $into/catchword init my-blog" ;;
esac
