using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Recorded;

/// <summary>A row of the recorded flows: its cfg, and what it printed and sent.</summary>
internal sealed class FlowRow(TableRow row)
{
    private const string RecordedCallee = "16162";

    public string Id { get; } = row["id"];

    /// <summary>Where the table has it, for messages.</summary>
    public string Location { get; } = $"{row.Location} {row["id"]} ({row["description"]})";

    /// <summary>What the callee answers to each INVITE.</summary>
    public IReadOnlyList<string> Answers { get; } = row["uas_replies"] == "none" ? [] : row["uas_replies"].Split(',');

    /// <summary>What the script printed.</summary>
    public IReadOnlyList<string> Printed { get; } = [.. Lines(row).Where(static line => line[0] != '!')];

    /// <summary>What the server complained of: module, colon and text.</summary>
    public IReadOnlyList<string> Complaints { get; } = [.. Lines(row).Where(static line => line[0] == '!').Select(static line => line[1..].Insert(line.IndexOf(' ', StringComparison.Ordinal) - 1, ":"))];

    /// <summary>What one side saw, in order; of a request's URI what is before its parameters.</summary>
    /// <param name="side"><c>UAC</c> or <c>UAS</c>.</param>
    public IReadOnlyList<string> Seen(string side) =>
        [.. row["wire_events"].Split(" ; ").Where(one => one.StartsWith(side, StringComparison.Ordinal)).Select(static one => one.Split("<-")[1].Split(';')[0])];

    /// <summary>The cfg for <see cref="Running.RunningServer"/>, with the callee on a port of this run.</summary>
    public string Cfg(int callee) => $"""
        {RecordedProbe.Head}
        listen=LISTEN
        loadmodule "ctl.so"
        modparam("ctl","binrpc",CTL)
        {RecordedProbe.Expand(row["config_blocks"]).Replace(RecordedCallee, $"{callee}", StringComparison.Ordinal)}

        """;

    /// <summary>A line that this run printed, with the recorded port of the callee.</summary>
    public static string AsRecorded(string line, int callee) => line.Replace($"{callee}", RecordedCallee, StringComparison.Ordinal);

    private static IEnumerable<string> Lines(TableRow row) => row["script_output"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
