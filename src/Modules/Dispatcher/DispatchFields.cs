using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Names of the XAVPs and which fields they have.</summary>
/// <param name="Destination">XAVP that lists the destinations.</param>
/// <param name="Context">XAVP with their number.</param>
/// <param name="DestinationMode">Bits: 1 without attributes, 2 with the socket, 4 with the name of the socket.</param>
/// <param name="ContextMode">Bit 1: without the number.</param>
/// <param name="MarksNone">True when a destination without attributes gets <c>none=yes</c>.</param>
internal sealed record DispatchFields(string Destination, string Context, int DestinationMode, int ContextMode, bool MarksNone)
{
    private const int WithoutAttributes = 1;
    private const int WithSocket = 2;
    private const int WithSocketName = 4;
    private static readonly ScriptValue None = ScriptValue.Of("none=yes");

    /// <summary>Fields of a destination.</summary>
    public static string[] OfDestination { get; } = ["grp", "uri", "dstid", "attrs", "socket", "sockname"];

    /// <summary>Fields of the context.</summary>
    public static string[] OfContext { get; } = ["cnt"];

    /// <summary>True when the attributes are a field.</summary>
    public bool HasAttributes => (DestinationMode & WithoutAttributes) == 0;

    /// <summary>True when the socket is a field.</summary>
    public bool HasSocket => (DestinationMode & WithSocket) != 0;

    /// <summary>True when the name of the socket is a field.</summary>
    public bool HasSocketName => (DestinationMode & WithSocketName) != 0;

    /// <summary>True when the number of destinations is a field.</summary>
    public bool HasCount => (ContextMode & 1) == 0;

    /// <summary>The attributes as scripts see them; undefined when there are none.</summary>
    public ScriptValue AttributesOf(DestinationAttributes attributes)
    {
        if (attributes.Body.Length > 0)
            return ScriptValue.Of(attributes.Body);

        return MarksNone ? None : ScriptValue.Undefined;
    }
}
