#!/usr/bin/env bash
# Makes a new module from src/Modules/Template: scripts/new-module.sh NAME, e.g. scripts/new-module.sh my_counter
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
name=${1:-}
if [[ ! $name =~ ^[a-z][a-z0-9_]*$ ]]; then
  echo "usage: scripts/new-module.sh NAME (lower-case letters, digits and _, as loadmodule will name it)" >&2
  exit 2
fi
type=$(sed -E 's/(^|_)([a-z0-9])/\U\2/g' <<<"$name")
folder=$root/src/Modules/$type
tests=$root/tests/Modules.Tests/$type
if [[ -e $folder || -e $tests ]]; then
  echo "there is already a $folder or $tests" >&2
  exit 1
fi

mkdir -p "$folder" "$tests"

# What was known of the module for checking only is now declared by its class.
planned=$root/src/Modules/Planned/Surfaces/$name.tsv
if [[ -e $planned ]]; then
  mv "$planned" "$folder/planned-names.txt"
  echo "the names that checks knew so far: $folder/planned-names.txt; declare them, then delete the file"
fi
sed -e "s/TemplateModule/${type}Module/g; s/Modules\.Template/Modules.$type/; s/\"template\"/\"$name\"/; s/template_matches/${name}_matches/g" \
  -e "s|The smallest module: what <c>scripts/new-module.sh</c> copies.|Say in one sentence what $name does.|; s/Shows the shape of a module\./Say in one sentence what $name does./" \
  "$root/src/Modules/Template/TemplateModule.cs" >"$folder/${type}Module.cs"
cat >"$folder/README.md" <<TEXT
# $name

## Description
What it is for, in the operator's words.

## Example
\`\`\`
loadmodule "$name.so"
modparam("$name", "wanted", "bob")

request_route {
	if (${name}_matches("\$rU"))
		exit;
}
\`\`\`

## Operations
What to watch, what to do when it fails.
TEXT
cat >"$tests/${type}ModuleTests.cs" <<TEXT
using Signalbox.Modules.$type;
using Xunit;

namespace Signalbox.Modules.Tests.$type;

public sealed class ${type}ModuleTests
{
    [Fact]
    public void The_wanted_user_is_bob_by_default() => Assert.Equal("bob", new ${type}Module().Wanted);
}
TEXT
echo "made $folder and $tests; next: CONTRIBUTING.md, step 3"
