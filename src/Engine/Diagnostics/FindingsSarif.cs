using System.Text.Json;
using System.Text.RegularExpressions;
using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Diagnostics;

/// <summary>Findings as SARIF 2.1.0 (OASIS, 27 March 2020), which editors and code hosts show beside the lines.</summary>
public sealed partial class FindingsSarif
{
    private readonly List<DiagnosticRule> _rules = [];
    private readonly IReadOnlyList<Diagnostic> _findings;
    private readonly string _file;
    private readonly string _helpFolder;

    /// <summary>Prepares the log of one run.</summary>
    /// <param name="file">The main file as the operator named it.</param>
    /// <param name="helpFolder">Folder with the page of each rule, or "".</param>
    /// <param name="findings">All findings.</param>
    public FindingsSarif(string file, string helpFolder, IReadOnlyList<Diagnostic> findings)
    {
        _file = file;
        _helpFolder = helpFolder;
        _findings = findings;
        foreach (var finding in findings)
        {
            if (IndexOf(finding.Rule) < 0)
                _rules.Add(finding.Rule);
        }
    }

    /// <summary>Writes the log in UTF-8.</summary>
    public void Write(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in _findings)
            WriteResult(json, finding);

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private int IndexOf(DiagnosticRule rule) => _rules.FindIndex(one => one.Id == rule.Id);

    private void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", ServerInfo.Name);
        json.WriteString("version", ServerInfo.Version);
        json.WriteStartArray("rules");
        foreach (var rule in _rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", Placeholder().Replace(rule.Format, "...").Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal));
            var page = Path.Combine(_helpFolder, $"{rule.Id}.md");
            if (File.Exists(page))
                json.WriteString("helpUri", new Uri(Path.GetFullPath(page)).AbsoluteUri);

            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", IndexOf(finding.Rule));
        json.WriteString("level", Level(finding.Rule));
        WriteText(json, "message", ShownText.Of(finding.Hint.Length == 0 ? finding.Message : $"{finding.Message} ({finding.Hint})"));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePlace(json, finding.Span);
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Span?.Source.IncludedFrom is { } first)
            WriteIncludes(json, first);

        json.WriteEndObject();
    }

    private void WriteIncludes(Utf8JsonWriter json, SourceSpan first)
    {
        json.WriteStartArray("relatedLocations");
        var id = 0;
        for (SourceSpan? from = first; from is { } include; from = include.Source.IncludedFrom)
        {
            json.WriteStartObject();
            json.WriteNumber("id", ++id);
            WriteText(json, "message", "included from here");
            WritePlace(json, include);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePlace(Utf8JsonWriter json, SourceSpan? span)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(ShownText.Of(span?.Source.Path ?? _file)));
        json.WriteEndObject();
        if (span is { } known)
        {
            var place = FindingPlace.Of(known);
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            json.WriteNumber("startColumn", place.Column);
            json.WriteNumber("endLine", place.EndLine);
            json.WriteNumber("endColumn", place.EndColumn);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>A relative path stays relative, so that a log from a build machine fits another checkout.</summary>
    private static string UriOf(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal);

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(DiagnosticRule rule) => rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();
}
