namespace Signalbox.Modules.Storage.Api;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>A 64-bit number.</summary>
    Integer,

    /// <summary>Text, kept as the bytes that were given; never NULL.</summary>
    Text,

    /// <summary>A date and time without zone, whole seconds; the row holds UTC ticks and the store writes its own form.</summary>
    Timestamp,

    /// <summary>A number with three decimals; the row holds thousandths.</summary>
    Thousandths,
}
