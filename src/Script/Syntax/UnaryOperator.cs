namespace Signalbox.Script.Syntax;

/// <summary>Operators with one operand.</summary>
internal enum UnaryOperator
{
    /// <summary><c>!</c>, <c>not</c></summary>
    Not,

    /// <summary><c>~</c></summary>
    Complement,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>defined</c></summary>
    Defined,

    /// <summary><c>(int)</c></summary>
    ToInteger,

    /// <summary><c>(str)</c></summary>
    ToText,
}
