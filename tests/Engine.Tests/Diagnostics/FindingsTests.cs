using System.Text.Json;
using Signalbox.Engine.Diagnostics;
using Xunit;

namespace Signalbox.Engine.Tests.Diagnostics;

public sealed class FindingsTests
{
    private static readonly DiagnosticRule Unknown = new("CFG0999", Severity.Error, "there is no '{0}'");
    private static readonly DiagnosticRule Doubtful = new("CFG0998", Severity.Warning, "this is odd");

    [Fact]
    public void Json_has_the_fields_that_the_page_lists()
    {
        using var json = Parse(output => FindingsJson.Write(output, "main.cfg", Findings().Items));

        var root = json.RootElement;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.False(root.GetProperty("ok").GetBoolean());
        Assert.Equal((1, 1, 0), (root.GetProperty("errors").GetInt32(), root.GetProperty("warnings").GetInt32(), root.GetProperty("infos").GetInt32()));
        var finding = root.GetProperty("findings")[0];
        Assert.Equal(("CFG0999", "error", "there is no 'wörd'"), (Text(finding, "id"), Text(finding, "severity"), Text(finding, "message")));
        Assert.Equal(("part.cfg", "did you mean that?"), (Text(finding, "file"), Text(finding, "hint")));
        Assert.Equal((2, 4, 2, 8), (Number(finding, "line"), Number(finding, "column"), Number(finding, "endLine"), Number(finding, "endColumn")));
        Assert.Equal(("main.cfg", 2, 1), (Text(finding.GetProperty("includedFrom")[0], "file"), Number(finding.GetProperty("includedFrom")[0], "line"), Number(finding.GetProperty("includedFrom")[0], "column")));
    }

    [Fact]
    public void Sarif_has_a_rule_a_region_and_the_include_chain()
    {
        using var json = Parse(output => new FindingsSarif("main.cfg", string.Empty, Findings().Items).Write(output));

        Assert.Equal("2.1.0", Text(json.RootElement, "version"));
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal("CFG0999", Text(rules[0], "id"));
        Assert.Equal("there is no '...'", Text(rules[0].GetProperty("shortDescription"), "text"));
        var result = run.GetProperty("results")[0];
        Assert.Equal(("CFG0999", 0, "error"), (Text(result, "ruleId"), Number(result, "ruleIndex"), Text(result, "level")));
        Assert.Equal("there is no 'wörd' (did you mean that?)", Text(result.GetProperty("message"), "text"));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("part.cfg", Text(place.GetProperty("artifactLocation"), "uri"));
        var region = place.GetProperty("region");
        Assert.Equal((2, 4, 2, 8), (Number(region, "startLine"), Number(region, "startColumn"), Number(region, "endLine"), Number(region, "endColumn")));
        var related = result.GetProperty("relatedLocations")[0];
        Assert.Equal("main.cfg", Text(related.GetProperty("physicalLocation").GetProperty("artifactLocation"), "uri"));
        Assert.Equal("warning", Text(run.GetProperty("results")[1], "level"));
        Assert.False(run.GetProperty("results")[1].GetProperty("locations")[0].GetProperty("physicalLocation").TryGetProperty("region", out _));
    }

    [Fact]
    public void A_rule_with_a_page_links_to_it()
    {
        var folder = Directory.CreateTempSubdirectory("signalbox-sarif");
        File.WriteAllText(Path.Combine(folder.FullName, "CFG0999.md"), "# page");

        using var json = Parse(output => new FindingsSarif("main.cfg", folder.FullName, Findings().Items).Write(output));

        var rules = json.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules");
        folder.Delete(recursive: true);
        Assert.Equal($"file://{folder.FullName}/CFG0999.md", Text(rules[0], "helpUri"));
        Assert.False(rules[1].TryGetProperty("helpUri", out _));
    }

    [Fact]
    public void A_long_line_is_shown_around_the_finding()
    {
        var source = new SourceText("long.cfg", $"{new string('a', 5000)} here {new string('b', 5000)}");
        var bag = new DiagnosticBag();
        bag.Add(Unknown, new SourceSpan(source, 5001, 4), string.Empty, new string('x', 5000));

        var lines = bag.Items[0].Render().Split('\n');

        Assert.All(lines, static line => Assert.True(line.Length < 300));
        Assert.Equal("here", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 4));
    }

    [Fact]
    public void Errors_beyond_those_kept_are_counted_and_warnings_do_not_push_them_out()
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < 300; i++)
            bag.Add(Doubtful, null, string.Empty);

        for (var i = 0; i < 300; i++)
            bag.Add(Unknown, null, string.Empty, i);

        Assert.Equal((300, 400, true, true), (bag.ErrorCount, bag.Items.Count, bag.IsFull, bag.HasMore));
    }

    /// <summary>An error behind two-byte characters in an included file, and a warning without a place.</summary>
    private static DiagnosticBag Findings()
    {
        var main = new SourceText("main.cfg", "# main\ninclude_file \"part.cfg\"\n");
        var part = new SourceText("part.cfg", "# part\n\u00c3\u00b6\u00c3\u00b6 w\u00c3\u00b6rd\n", new SourceSpan(main, 7, 12));
        var bag = new DiagnosticBag();
        bag.Add(Unknown, new SourceSpan(part, 12, 5), "did you mean that?", "w\u00c3\u00b6rd");
        bag.Add(Doubtful, null, string.Empty);
        return bag;
    }

    private static JsonDocument Parse(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        return JsonDocument.Parse(buffer.ToArray());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
