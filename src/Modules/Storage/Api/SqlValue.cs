using Signalbox.Engine.Values;

namespace Signalbox.Modules.Storage.Api;

/// <summary>A value that goes into a statement beside its text, so that nothing of it is ever read as SQL.</summary>
internal readonly struct SqlValue
{
    private readonly double _real;

    private SqlValue(SqlValueKind kind, long number, double real, string text)
    {
        Kind = kind;
        Number = number;
        _real = real;
        Text = text;
    }

    /// <summary>NULL.</summary>
    public static SqlValue Null => default;

    /// <summary>What it is.</summary>
    public SqlValueKind Kind { get; }

    /// <summary>The number; seconds since 1970 for a timestamp.</summary>
    public long Number { get; }

    /// <summary>The floating point number.</summary>
    public double Real => _real;

    /// <summary>The text; null unless it is one.</summary>
    public string? Text { get; }

    /// <summary>A number.</summary>
    public static SqlValue Of(long number) => new(SqlValueKind.Integer, number, 0, null!);

    /// <summary>Text, one char a byte; null gives NULL.</summary>
    public static SqlValue Of(string? text) => text is null ? Null : new(SqlValueKind.Text, 0, 0, text);

    /// <summary>Text.</summary>
    public static SqlValue Of(ReadOnlySpan<byte> text) => new(SqlValueKind.Text, 0, 0, Latin1.ToText(text));

    /// <summary>Text, NULL when it is empty.</summary>
    public static SqlValue OrNull(ReadOnlySpan<byte> text) => text.IsEmpty ? Null : Of(text);

    /// <summary>A value of a script.</summary>
    public static SqlValue Of(in ScriptValue value)
    {
        if (!value.IsDefined)
            return Null;

        return value.IsInteger ? Of(value.Number) : Of(value.ToText());
    }

    /// <summary>A floating point number.</summary>
    public static SqlValue OfReal(double number) => new(SqlValueKind.Real, 0, number, null!);

    /// <summary>A date and time, in seconds since 1970.</summary>
    public static SqlValue OfTime(long unixSeconds) => new(SqlValueKind.Timestamp, unixSeconds, 0, null!);
}
