namespace Signalbox.Modules.Htable;

/// <summary>How items are compared.</summary>
internal enum CellTest
{
    /// <summary>The same text.</summary>
    Equal,

    /// <summary>Another text.</summary>
    NotEqual,

    /// <summary>A regular expression.</summary>
    Expression,

    /// <summary>Begins with the text.</summary>
    Start,

    /// <summary>Ends with the text.</summary>
    End,

    /// <summary>Holds the text.</summary>
    Part,

    /// <summary>The same number.</summary>
    IntegerEqual,

    /// <summary>Another number.</summary>
    IntegerNotEqual,

    /// <summary>A smaller number.</summary>
    Less,

    /// <summary>A greater number.</summary>
    Greater,
}
