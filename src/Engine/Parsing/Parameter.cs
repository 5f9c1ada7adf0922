using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>One parameter of a <c>;a=b;c</c> list; ranges are into the list.</summary>
public struct Parameter
{
    /// <summary>The parameter without its semicolon and without blanks around.</summary>
    public TextRange Whole;

    /// <summary>The name.</summary>
    public TextRange Name;

    /// <summary>The value, without the quotes of a quoted string; empty when there is none.</summary>
    public TextRange Value;

    /// <summary>True when there is an equals sign, even with nothing after it.</summary>
    public bool HasValue;
}
