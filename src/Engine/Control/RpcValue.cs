using System.Globalization;

namespace Signalbox.Engine.Control;

/// <summary>A value of an RPC request or reply.</summary>
public sealed class RpcValue
{
    private readonly List<(string Name, RpcValue Value)> _members = [];
    private readonly string _text = string.Empty;

    private RpcValue(RpcKind kind) => Kind = kind;

    private RpcValue(string text)
        : this(RpcKind.Text) => _text = text;

    /// <summary>What it is.</summary>
    public RpcKind Kind { get; }

    /// <summary>True for a struct, a list and an array.</summary>
    public bool HasMembers => Kind is RpcKind.Struct or RpcKind.List or RpcKind.Array;

    /// <summary>The number of an integer.</summary>
    public long Number { get; private init; }

    /// <summary>The number of a double.</summary>
    public double Real { get; private init; }

    /// <summary>Members of a struct or list (with names) or items of an array (names are empty).</summary>
    public IReadOnlyList<(string Name, RpcValue Value)> Members => _members;

    /// <summary>An integer.</summary>
    public static RpcValue Of(long number) => new(RpcKind.Integer) { Number = number };

    /// <summary>A double.</summary>
    public static RpcValue OfDouble(double number) => new(RpcKind.Double) { Real = number };

    /// <summary>Text; null gives the null string.</summary>
    public static RpcValue Of(string? text) => text is null ? new(RpcKind.Null) : new(text);

    /// <summary>An empty struct.</summary>
    public static RpcValue Struct() => new(RpcKind.Struct);

    /// <summary>An empty list of named values.</summary>
    public static RpcValue List() => new(RpcKind.List);

    /// <summary>An empty array.</summary>
    public static RpcValue Array() => new(RpcKind.Array);

    /// <summary>Adds a member and returns the struct.</summary>
    public RpcValue With(string name, RpcValue value)
    {
        _members.Add((name, value));
        return this;
    }

    /// <summary>Adds a number.</summary>
    public RpcValue With(string name, long number) => With(name, Of(number));

    /// <summary>Adds text.</summary>
    public RpcValue With(string name, string? text) => With(name, Of(text));

    /// <summary>Adds an item to an array and returns the array.</summary>
    public RpcValue Item(RpcValue value) => With(string.Empty, value);

    /// <summary>As text; a struct or array is "".</summary>
    public string ToText() => Kind switch
    {
        RpcKind.Integer => Number.ToString(CultureInfo.InvariantCulture),
        RpcKind.Double => Real.ToString("F6", CultureInfo.InvariantCulture),
        _ => _text,
    };
}
