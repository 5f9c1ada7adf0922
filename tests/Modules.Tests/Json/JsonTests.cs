using Signalbox.Modules.Tests.Scripts;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Json;

public sealed class JsonTests
{
    private const string Load = "loadmodule \"json.so\"\n";

    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Json/recorded.tsv");

    public static TheoryData<TableRow> Hostile => TableFile.Read("Cases/Json/hostile.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Paths_and_fields_give_what_the_peer_gave(TableRow row)
    {
        var (parse, field, text) = await ReadAsync(row["document"], row["path"]);

        Assert.Equal((row["parse"], row["field"], row["string"]), (parse, field, text));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_no_JSON_holds_nothing(TableRow row) =>
        Assert.Equal((string.Empty, "-1 old", "-1 old"), await ReadAsync(row["document"], row["path"]));

    [Fact]
    public async Task Nesting_ends_at_thirty_two_levels()
    {
        static string Nested(int levels) =>
            $"{string.Concat(Enumerable.Repeat("{\"a\":", levels))}1{new string('}', levels)}";

        var (deep, _, _) = await ReadAsync(Nested(32), string.Join('.', Enumerable.Repeat("a", 32)));
        var (tooDeep, _, _) = await ReadAsync(Nested(33), "a");

        Assert.Equal(("1", ""), (deep, tooDeep));
    }

    [Fact]
    public async Task The_escape_character_can_be_another_one()
    {
        var lines = await CfgProbe.RunAsync(
            $"{Load}modparam(\"json\", \"json_escape_char\", \"#\")",
            """$var(s) = "{\"d.e\":7,\"p%q\":8}"; xlog("$(var(s){json.parse,d#e}) $(var(s){json.parse,p%q})");""");

        Assert.Equal(["7 8"], lines);
    }

    [Theory]
    [InlineData("", "json_get_field(\"{}\", \"a\", \"$si\");", "$si, expected a variable that can be assigned")]
    [InlineData("", "json_get_field(\"{}\", \"a\", \"x\");", "expected a variable")]
    [InlineData("modparam(\"json\", \"json_escape_char\", \"ab\")", "exit;", "expected one character")]
    [InlineData("", "$var(r) = $(var(s){json.parse});", "json.parse")]
    public async Task Wrong_arguments_are_load_errors(string globals, string statements, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync(Load + globals, statements), StringComparison.Ordinal);

    private static async Task<(string Parse, string Field, string Text)> ReadAsync(string document, string path)
    {
        var quoted = document.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var parse = path.Length == 0 ? "$var(none)" : $"$(var(s){{json.parse,{path}}})";
        var lines = await CfgProbe.RunAsync(Load, $$"""
            $var(s) = "{{quoted}}";
            xlog("[{{parse}}]");
            $avp(r) = "old"; json_get_field("$var(s)", "{{path}}", "$avp(r)"); $var(rc) = $rc; xlog("[$var(rc) $avp(r)]");
            $avp(r) = "old"; json_get_string("$var(s)", "{{path}}", "$avp(r)"); $var(rc) = $rc; xlog("[$var(rc) $avp(r)]");
            """);
        return (lines[^3][1..^1], lines[^2][1..^1], lines[^1][1..^1]);
    }
}
