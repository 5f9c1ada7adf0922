using Signalbox.Engine.Values;

namespace Signalbox.Engine.Control;

/// <summary>One RPC command under way: parameters in, rows or a fault out.</summary>
/// <param name="method">Command name.</param>
/// <param name="parameters">Parameters in order.</param>
public sealed class RpcCall(string method, IReadOnlyList<RpcValue> parameters)
{
    private readonly List<RpcValue> _rows = [];

    /// <summary>Command name.</summary>
    public string Method { get; } = method;

    /// <summary>Parameters in order.</summary>
    public IReadOnlyList<RpcValue> Parameters { get; } = parameters;

    /// <summary>True when it came by a door where a number may be written as text and text as a number (JSON).</summary>
    public bool ConvertsTypes { get; init; }

    /// <summary>Names of the parameters, where the door gave them (a JSON object); else empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What was answered so far.</summary>
    public IReadOnlyList<RpcValue> Rows => _rows;

    /// <summary>Fault code; 0 = no fault.</summary>
    public int FaultCode { get; private set; }

    /// <summary>Fault text.</summary>
    public string FaultText { get; private set; } = string.Empty;

    /// <summary>The name of a parameter; empty when it was given without one.</summary>
    public string NameOf(int index) => index < Names.Count ? Names[index] : string.Empty;

    /// <summary>A parameter as text; null when it was not given.</summary>
    public string? Text(int index) => index < Parameters.Count ? Parameters[index].ToText() : null;

    /// <summary>A parameter as a number; null when it was not given or is none.</summary>
    public long? Integer(int index)
    {
        if (index >= Parameters.Count)
            return null;

        if (Parameters[index].Kind == RpcKind.Integer)
            return Parameters[index].Number;

        return IntegerText.TryParse(Parameters[index].ToText(), out var number) ? number : null;
    }

    /// <summary>Adds a row.</summary>
    public void Add(RpcValue row) => _rows.Add(row);

    /// <summary>Adds a line of text.</summary>
    public void Add(string line) => _rows.Add(RpcValue.Of(line));

    /// <summary>Adds an empty struct and returns it for filling.</summary>
    public RpcValue AddStruct()
    {
        var row = RpcValue.Struct();
        _rows.Add(row);
        return row;
    }

    /// <summary>Ends with a fault; rows are dropped.</summary>
    public void Fault(int code, string text)
    {
        _rows.Clear();
        FaultCode = code;
        FaultText = text;
    }
}
