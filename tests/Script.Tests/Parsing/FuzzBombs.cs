namespace Signalbox.Script.Tests.Parsing;

/// <summary>Small or simple texts that stand for much work when they are taken at their word. Each has an error.</summary>
internal static class FuzzBombs
{
    private const int Many = 100_000;

    /// <summary>Texts by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["defines that double"] = Chain(40, static i => $"#!define A{i} A{i - 1} A{i - 1}\n", "#!define A0 x x\n") + "request_route { A40; }",
        ["empty defines that double"] = Chain(60, static i => $"#!define A{i} A{i - 1} A{i - 1}\n", "#!define A0\n") + "request_route { A60; }",
        ["a long chain of defines"] = Chain(20_000, static i => $"#!define A{i} A{i - 1}\n", "#!define A0 x\n") + "request_route { A20000; }",
        ["a define of itself"] = "#!define A A A\nrequest_route { A; A; A; }",
        ["defexp that doubles"] = "#!define A \"xxxxxxxxxxxxxxxx\"\n" + Repeat("#!defexp A A + A\n", 60),
        ["deep directive expression"] = "#!ifexp " + Repeat("(", Many) + "1\n#!endif",
        ["many signs in a directive"] = "#!ifexp " + Repeat("!", Many) + "1\n#!endif",
        ["substitutions that double"] = Repeat("#!subst \"/a/aa/g\"\n", 60) + "loadmodule \"aaaaaaaa\"",
        ["a substitution with a long replacement"] = $"#!subst \"/a/{Repeat("b", Many)}/g\"\nloadmodule \"{Repeat("a", Many)}\"",
        ["a substitution that backtracks"] = $"#!subst \"/(a*)*\\\\1b/c/g\"\nloadmodule \"{Repeat("a", 200)}\"",
        ["a file that includes itself"] = Repeat("include_file \"test.cfg\"\n", 20),
        ["open parentheses"] = $"request_route {{ $var(x) = {Repeat("(", Many)}1; }}",
        ["closed parentheses"] = $"request_route {{ $var(x) = {Repeat("(", Many)}1{Repeat(")", Many)}; }}",
        ["nested blocks"] = $"request_route {Repeat("{ if (1) ", Many)}{Repeat("}", Many)}",
        ["loose blocks"] = $"request_route {Repeat("{", Many)}exit;{Repeat("}", Many)}",
        ["else if"] = $"request_route {{ if ($rm == \"A\") exit; {Repeat("else if ($rm == \"B\") exit; ", Many)} }}",
        ["switches in switches"] = $"request_route {{ {Repeat("switch (1) { case 1: ", Many)}",
        ["while in while"] = $"request_route {{ {Repeat("while (1) ", Many)} exit; }}",
        ["a long sum"] = $"request_route {{ $var(x) = 1{Repeat(" + 1", Many)}; }}",
        ["a long condition"] = $"request_route {{ if (1{Repeat(" && 1", Many)}) exit; }}",
        ["many signs"] = $"request_route {{ $var(x) = {Repeat("!", Many)}1; }}",
        ["many casts"] = $"request_route {{ $var(x) = {Repeat("(int)", Many)}1; }}",
        ["variables inside variables"] = $"loadmodule \"pv\"\nrequest_route {{ $var(x) = {Repeat("$avp(", Many)}x{Repeat(")", Many)}; }}",
        ["variables inside transformations"] = $"loadmodule \"pv\"\nrequest_route {{ $var(x) = {Repeat("$(var(x){s.substr,", 20_000)}1{Repeat(",0})", 20_000)}; }}",
        ["open variables in a text"] = $"loadmodule \"xlog\"\nrequest_route {{ xlog(\"{Repeat("$(", Many)}\"); nosuch(); }}",
        ["open variables in a text 2"] = $"loadmodule \"xlog\"\nrequest_route {{ xlog(\"{Repeat("$(a", Many)}\"); }}",
        ["open variables"] = $"request_route {{ $var(x) = {Repeat("$(", Many)}; }}",
        ["selects"] = $"request_route {{ $var(x) = {Repeat("@a[", Many)}; }}",
        ["hexadecimal colons"] = $"request_route {{ $var(x) = {Repeat("a:", Many)}; }}",
        ["quotes"] = Repeat("\"\n", Many) + "\"",
        ["single quotes"] = Repeat("'a\n", Many) + "'",
        ["comments in comments"] = Repeat("/*", Many),
        ["signs without a meaning"] = Repeat("?", 1_000_000),
        ["bytes"] = Repeat("\u0001\u00ff\u0080\0", 250_000),
        ["a long name"] = $"request_route {{ {Repeat("a", 5_000_000)}(); }}",
        ["a long text"] = $"request_route {{ nosuch(\"{Repeat("a", 5_000_000)}\"); }}",
        ["a long number"] = $"request_route {{ $var(x) = {Repeat("9", 1_000_000)}; }}",
        ["a long line of errors"] = $"request_route {{ {Repeat("nosuch(); ", Many)} }}",
        ["many errors"] = $"request_route {{ {Repeat("if (( exit;\n", Many)} }}",
        ["many unknown variables"] = $"loadmodule \"xlog\"\nrequest_route {{ xlog(\"{Repeat("$nosuch ", Many)}\"); }}",
        ["many empty signs"] = Repeat(";", 3_000_000),
        ["many routes"] = string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"route[R{i}] {{ route(R{i + 1}); }}\n")),
        ["many conditions"] = Repeat("#!ifdef KAMAILIO_5\n", Many),
        ["many closed conditions"] = Repeat("#!endif\n", Many),
        ["many regexes"] = $"request_route {{ if ($rm =~ \"{Repeat("(a{1,200}){1,200}", 20)}(\") exit; }}",
        ["a regex of many groups"] = $"request_route {{ if ($ru =~ \"{Repeat("(", 50_000)}a{Repeat(")", 50_000)}\") exit; nosuch(); }}",
        ["a regex that repeats repeats"] = "request_route { if ($ru =~ \"((((a{1,255}){1,255}){1,255}){1,255}){1,255}\") exit; nosuch(); }",
        ["a module pattern"] = $"modparam(\"{Repeat("(", 50_000)}a{Repeat(")", 50_000)}\", \"x\", 1)\nnosuch = 1",
    };

    private static string Repeat(string text, int count) => new System.Text.StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Chain(int count, Func<int, string> line, string first) => first + string.Concat(Enumerable.Range(1, count).Select(line));
}
