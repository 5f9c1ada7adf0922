namespace Signalbox.Engine.Diagnostics;

/// <summary>
/// Where scripts log (xlog, log, KSR.info …). Levels are the peer's: -5 alert, -4 bug, -3 crit2, -2 crit, -1 error,
/// 0 warning, 1 notice, 2 info, 3 debug; the <c>debug</c> core parameter is the highest level written.
/// </summary>
public interface IScriptLog
{
    /// <summary>True when a line of that level is written; ask before formatting.</summary>
    bool IsEnabled(int level);

    /// <summary>As the other, with the usual head of script lines.</summary>
    /// <param name="level">Level.</param>
    /// <param name="text">Bytes as the script made them.</param>
    sealed void Write(int level, ReadOnlySpan<byte> text) => Write(level, UsualHead, text);

    /// <summary>Writes one entry; a trailing line feed is dropped, others are kept. Safe from all threads.</summary>
    /// <param name="level">Level.</param>
    /// <param name="head">What stands between the level and the text, with its colon and blank.</param>
    /// <param name="text">Bytes as the script made them.</param>
    void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text);

    /// <summary>As the other, for a line with a label of its own; a log that has no labels leaves it out.</summary>
    /// <param name="level">Level.</param>
    /// <param name="label">Facility and name of the level.</param>
    /// <param name="head">What stands between the level and the text, with its colon and blank.</param>
    /// <param name="text">Bytes as the script made them.</param>
    void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Write(level, head, text);

    /// <summary><c>&lt;script&gt;: </c>, the head unless a module was told another.</summary>
    static ReadOnlySpan<byte> UsualHead => "<script>: "u8;
}
