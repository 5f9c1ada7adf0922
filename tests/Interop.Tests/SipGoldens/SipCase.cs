namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>One recorded dialogue: a <c>.sip</c> file.</summary>
/// <param name="Name"><c>default/call-basic</c>.</param>
/// <param name="Events">What happened, in order; reads of a stream are split into whole messages.</param>
internal sealed record SipCase(string Name, IReadOnlyList<SipEvent> Events)
{
    /// <summary>How long the recording took.</summary>
    public TimeSpan Length => Events.Count == 0 ? TimeSpan.Zero : Events.Max(static one => one.At);

    /// <summary>The Call-IDs that belong to this case.</summary>
    public IEnumerable<string> CallIds => Events.Select(static one => SipText.CallId(one.Text)).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>
    /// What the peer's first process said to a media proxy while it started: all its processes ask the same, each from a socket of its own; a server
    /// that is one process asks once.
    /// </summary>
    public SipCase OfOneProcess() => this with { Events = [.. Events.Where(one => one.ServerPort == Events[0].ServerPort)] };

    /// <summary>All cases live here, a folder for each variant.</summary>
    public static string Root => Path.Combine(AppContext.BaseDirectory, "GoldenCases", "sip");

    /// <summary>The cases of a variant in the order of their names.</summary>
    public static IEnumerable<SipCase> Of(string variant) => Directory.GetFiles(Path.Combine(Root, variant), "*.sip")
        .Order(StringComparer.Ordinal)
        .Select(static path => new SipCase($"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileNameWithoutExtension(path)}", SipCaseReader.Read(path)));
}
