namespace Signalbox.Modules.Avpops;

/// <summary>Letters behind the last slash of an argument.</summary>
[Flags]
internal enum AvpFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>g: all values, not only the newest.</summary>
    All = 1,

    /// <summary>d: the source is deleted.</summary>
    Delete = 2,

    /// <summary>s: text.</summary>
    Text = 4,

    /// <summary>n: number.</summary>
    Number = 8,

    /// <summary>e: empty.</summary>
    Empty = 16,

    /// <summary>i: without case.</summary>
    IgnoreCase = 32,
}
