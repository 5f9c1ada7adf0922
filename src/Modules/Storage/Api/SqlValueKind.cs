namespace Signalbox.Modules.Storage.Api;

/// <summary>What a value of a statement is.</summary>
internal enum SqlValueKind
{
    /// <summary>NULL.</summary>
    Null,

    /// <summary>A 64-bit number.</summary>
    Integer,

    /// <summary>A floating point number.</summary>
    Real,

    /// <summary>Text, one char a byte.</summary>
    Text,

    /// <summary>A date and time, whole seconds.</summary>
    Timestamp,
}
