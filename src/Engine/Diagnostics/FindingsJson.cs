using System.Text.Json;

namespace Signalbox.Engine.Diagnostics;

/// <summary>Findings as JSON for tools. docs/check.md describes the fields; <c>version</c> grows when one changes its meaning.</summary>
public static class FindingsJson
{
    private const int Version = 1;

    /// <summary>Writes one object in UTF-8.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="file">The main file as the operator named it.</param>
    /// <param name="findings">All findings.</param>
    public static void Write(Stream output, string file, IReadOnlyList<Diagnostic> findings)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        var counts = new int[3];
        foreach (var finding in findings)
            counts[(int)finding.Rule.Severity]++;

        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("file", ShownText.Of(file));
        json.WriteBoolean("ok", counts[(int)Severity.Error] == 0);
        json.WriteNumber("errors", counts[(int)Severity.Error]);
        json.WriteNumber("warnings", counts[(int)Severity.Warning]);
        json.WriteNumber("infos", counts[(int)Severity.Info]);
        json.WriteStartArray("findings");
        foreach (var finding in findings)
            Write(json, finding);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Rule.Id);
        json.WriteString("severity", finding.SeverityWord);
        json.WriteString("message", ShownText.Of(finding.Message));
        json.WriteString("hint", ShownText.Of(finding.Hint));
        if (finding.Span is { } span)
        {
            var place = FindingPlace.Of(span);
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
            json.WriteNumber("endLine", place.EndLine);
            json.WriteNumber("endColumn", place.EndColumn);
            json.WriteStartArray("includedFrom");
            for (var from = span.Source.IncludedFrom; from is { } include; from = include.Source.IncludedFrom)
            {
                var outer = FindingPlace.Of(include);
                json.WriteStartObject();
                json.WriteString("file", outer.File);
                json.WriteNumber("line", outer.Line);
                json.WriteNumber("column", outer.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
