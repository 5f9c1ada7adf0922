using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>Where log lines end up.</summary>
internal interface ILogTarget
{
    /// <summary>Writes one entry; safe from all threads.</summary>
    /// <param name="level">The peer's level, -5 alert … 3 debug.</param>
    /// <param name="label">What this line says instead of the usual facility and the level's name.</param>
    /// <param name="head">What stands between the level and the text, with its colon and blank.</param>
    /// <param name="text">Bytes as they are, without a final line feed.</param>
    void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text);
}
