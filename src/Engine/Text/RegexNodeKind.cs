namespace Signalbox.Engine.Text;

/// <summary>Parts of a regular expression.</summary>
internal enum RegexNodeKind
{
    /// <summary>One byte of a set.</summary>
    Set,

    /// <summary>Parts one after the other; none = the empty text.</summary>
    Sequence,

    /// <summary>One of several parts.</summary>
    Choice,

    /// <summary>A part several times.</summary>
    Repeat,

    /// <summary>The beginning of the text.</summary>
    Start,

    /// <summary>The end of the text.</summary>
    End,
}
