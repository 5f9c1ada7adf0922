namespace Signalbox.Host.Logging;

/// <summary>Where log lines end up.</summary>
internal interface ILogTarget
{
    /// <summary>Writes one entry; safe from all threads.</summary>
    /// <param name="level">The peer's level, -5 alert … 3 debug.</param>
    /// <param name="source"><c>&lt;script&gt;</c>, <c>&lt;core&gt;</c> or a module.</param>
    /// <param name="text">Bytes as they are, without a final line feed.</param>
    void Write(int level, string source, ReadOnlySpan<byte> text);
}
