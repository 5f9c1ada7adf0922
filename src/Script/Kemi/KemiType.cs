namespace Signalbox.Script.Kemi;

/// <summary>Type of a parameter as scripts see it.</summary>
internal enum KemiType
{
    /// <summary>Text; a number becomes its decimal text, nil or null the empty text.</summary>
    Text,

    /// <summary>An integer; text that is no number becomes 0.</summary>
    Integer,

    /// <summary>As <see cref="Integer"/>; listings name it by its greater width.</summary>
    Long,
}
