namespace Signalbox.Modules.Dispatcher;

/// <summary>Where the chosen destination goes.</summary>
internal enum DispatchMode
{
    /// <summary>The next hop, <c>$du</c>.</summary>
    NextHop,

    /// <summary>Host, port and parameters of the request URI.</summary>
    RequestUri,

    /// <summary>Only into the list of those to try.</summary>
    List,
}
