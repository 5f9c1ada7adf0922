namespace Signalbox.Engine.Routing;

/// <summary>What a script asked for about the connections by which a message and its replies leave.</summary>
[Flags]
public enum ConnectionWishes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Do not open a connection for the request.</summary>
    ForwardNoConnect = 1,

    /// <summary>Do not open a connection for replies.</summary>
    ReplyNoConnect = 2,

    /// <summary>Close the connection after the request was sent.</summary>
    ForwardClose = 4,

    /// <summary>Close the connection after a reply was sent.</summary>
    ReplyClose = 8,
}
