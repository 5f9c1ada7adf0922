using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Tm;

/// <summary>The Record-Route values of a message, in its order; what stands beyond <see cref="Limit"/> does not count.</summary>
internal readonly ref struct RouteList
{
    private const int Limit = 32;
    private readonly SipMessage _message;
    private readonly List<NameAddress> _values = [];

    /// <summary>Reads them.</summary>
    public RouteList(SipMessage message)
    {
        _message = message;
        var reader = new NameAddressReader(message, HeaderName.RecordRoute);
        while (_values.Count < Limit && reader.TryRead(out var value))
        {
            if (value.IsValid)
                _values.Add(value.Address);
        }
    }

    /// <summary>Number of values.</summary>
    public int Count => _values.Count;

    /// <summary>A value with its parameters.</summary>
    public ReadOnlySpan<byte> Value(int index) => _message.Span(_values[index].Value);

    /// <summary>URI of a value.</summary>
    public ReadOnlySpan<byte> Uri(int index) => _message.Span(_values[index].Uri);
}
