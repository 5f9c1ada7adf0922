using System.Text;

namespace Signalbox.Testing;

/// <summary>One message of a <see cref="Recording"/>.</summary>
/// <param name="ToServer">True when an endpoint sent it to the server.</param>
/// <param name="Label">The line above it.</param>
/// <param name="Bytes">The message.</param>
public sealed record RecordedMessage(bool ToServer, string Label, byte[] Bytes)
{
    /// <summary>Port of the endpoint.</summary>
    public int EndpointPort => int.Parse(
        Label.Split(' ')[3].Split(':')[^1],
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The message as text, one char a byte.</summary>
    public string Text => Encoding.Latin1.GetString(Bytes);
}
