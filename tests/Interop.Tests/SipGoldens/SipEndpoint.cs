namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>A socket of the tester.</summary>
/// <param name="Name"><c>alice</c>.</param>
/// <param name="IsStream">TCP.</param>
/// <param name="Port">Its port on 127.0.0.1.</param>
internal sealed record SipEndpoint(string Name, bool IsStream, int Port)
{
    /// <summary>Stands in for a media proxy, which the server speaks to from any port.</summary>
    public bool IsMediaProxy => Port > 18700;

    /// <summary>Cases name one socket differently (bob, bob1): the port counts.</summary>
    public bool Equals(SipEndpoint? other) => other is not null && other.IsStream == IsStream && other.Port == Port;

    /// <inheritdoc />
    public override int GetHashCode() => Port;

    /// <inheritdoc />
    public override string ToString() => $"{Name}/{(IsStream ? "tcp" : "udp")}";
}
