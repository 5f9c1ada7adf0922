using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Parsing;

/// <summary>Walks over a list of parameters such as <c>;tag=1;lr;x="a;b"</c>; the first semicolon may be missing.</summary>
public ref struct ParameterReader
{
    private readonly ReadOnlySpan<byte> _text;
    private int _next;

    /// <summary>Starts before the first parameter.</summary>
    public ParameterReader(ReadOnlySpan<byte> parameters)
    {
        _text = parameters;
        _next = SipChars.SkipBlanks(parameters, 0);
        if (_next < parameters.Length && parameters[_next] == (byte)';')
            _next++;
    }

    /// <summary>True when reading stopped at a fault instead of the end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads the next parameter.</summary>
    /// <returns>False at the end, and on an empty name or an unclosed quote; <see cref="IsBroken"/> tells which.</returns>
    public bool TryRead(out Parameter parameter)
    {
        parameter = default;
        if (_next > _text.Length || _text.IsEmpty)
            return false;

        var end = _next;
        var equals = -1;
        for (; end < _text.Length && _text[end] != (byte)';'; end++)
        {
            if (_text[end] == (byte)'=' && equals < 0)
                equals = end;

            if (_text[end] != (byte)'"')
                continue;

            end = SipChars.SkipQuoted(_text, end) - 1;
            if (end < 0)
                return Break();
        }

        Fill(ref parameter, _next, equals, end);
        _next = end + 1;
        return !parameter.Name.IsEmpty || Break();
    }

    /// <summary>Finds a parameter by name, without case.</summary>
    /// <param name="parameters">The list.</param>
    /// <param name="name">Name to find.</param>
    /// <param name="value">Range of the value within <paramref name="parameters"/>; empty when the parameter has none.</param>
    /// <param name="hasValue">True when there is an equals sign.</param>
    public static bool TryGet(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name, out TextRange value, out bool hasValue)
    {
        var found = TryGet(parameters, name, out Parameter parameter);
        value = parameter.Value;
        hasValue = parameter.HasValue;
        return found;
    }

    /// <summary>Finds a parameter by name, without case; the value is empty when it has none.</summary>
    public static bool TryGet(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name, out TextRange value) =>
        TryGet(parameters, name, out value, out _);

    /// <summary>Finds a parameter by name, without case.</summary>
    public static bool TryGet(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name, out Parameter parameter)
    {
        var reader = new ParameterReader(parameters);
        while (reader.TryRead(out parameter))
        {
            if (Latin1.EqualsIgnoreCase(parameters.Slice(parameter.Name.Start, parameter.Name.Length), name))
                return true;
        }

        parameter = default;
        return false;
    }

    private readonly void Fill(ref Parameter parameter, int start, int equals, int end)
    {
        var (from, to) = SipChars.Trim(_text, start, end);
        parameter.Whole = new TextRange(from, to - from);
        var (nameStart, nameEnd) = SipChars.Trim(_text, start, equals < 0 ? end : equals);
        parameter.Name = new TextRange(nameStart, nameEnd - nameStart);
        if (equals < 0)
            return;

        parameter.HasValue = true;
        var (valueStart, valueEnd) = SipChars.Trim(_text, equals + 1, end);
        if (valueEnd - valueStart >= 2 && _text[valueStart] == (byte)'"' && _text[valueEnd - 1] == (byte)'"')
            (valueStart, valueEnd) = (valueStart + 1, valueEnd - 1);

        parameter.Value = new TextRange(valueStart, valueEnd - valueStart);
    }

    private bool Break()
    {
        IsBroken = true;
        _next = _text.Length + 1;
        return false;
    }
}
