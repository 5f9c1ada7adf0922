using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>The parts of one generation, put together.</summary>
internal sealed class DialogParts
{
    /// <summary>Puts them together.</summary>
    public DialogParts(DialogServices services, DialogSettings settings, DialogRoutes routes, ILocalRequests? sender, DialogBridge bridge)
    {
        Services = services;
        Settings = settings;
        Lookup = new DialogLookup(services.Table);
        Lives = new DialogLives(services, settings);
        Events = new DialogEvents(routes);
        End = new DialogEnd(services, Lives);
        Start = new DialogStart(services, settings, Lookup, Lives, End, Events);
        Requests = new DialogRequests(services, settings, Lookup, Lives, End, Events);
        Replies = new DialogReplies(services, settings, Lives, End, Events);
        Maker = new DialogRequestMaker(settings);
        Closer = new DialogCloser(services, End, Events, routes, Maker, new TimeoutRoutes(services, settings)) { Sender = sender };
        Keepalive = new DialogKeepalive(settings, Maker, Lives) { Sender = sender };
        Bridge = bridge;
        bridge.Sender = sender;
        Clock = new DialogClock(services, Lives, Closer, Keepalive, Events);
    }

    /// <summary>The engine.</summary>
    public DialogServices Services { get; }

    /// <summary>Parameters.</summary>
    public DialogSettings Settings { get; }

    /// <summary>Finds dialogs.</summary>
    public DialogLookup Lookup { get; }

    /// <summary>Times.</summary>
    public DialogLives Lives { get; }

    /// <summary>Listeners.</summary>
    public DialogEvents Events { get; }

    /// <summary>Ends.</summary>
    public DialogEnd End { get; }

    /// <summary>New dialogs.</summary>
    public DialogStart Start { get; }

    /// <summary>Requests inside of dialogs.</summary>
    public DialogRequests Requests { get; }

    /// <summary>Replies to first requests.</summary>
    public DialogReplies Replies { get; }

    /// <summary>Requests of ours.</summary>
    public DialogRequestMaker Maker { get; }

    /// <summary>BYEs of ours and timeouts.</summary>
    public DialogCloser Closer { get; }

    /// <summary>Keepalives.</summary>
    public DialogKeepalive Keepalive { get; }

    /// <summary>Calls between two addresses.</summary>
    public DialogBridge Bridge { get; }

    /// <summary>Timers.</summary>
    public IDialogClock Clock { get; }
}
