using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Pv;

/// <summary>Pseudo-variables of the message, the network, time and the script's own stores, and transformations.</summary>
[Module("pv", Summary = "Pseudo-variables and transformations.")]
internal sealed partial class PvModule : IModule, IStructuredValues
{
    private readonly ITransportTable _transports;
    private readonly TimeProvider _clock;
    private readonly WorkerRegistry _workers;
    private readonly SharedVariables _shared;
    private readonly IScriptLog _log;

    /// <summary>Creates it; shared variables live in the state store.</summary>
    public PvModule(ITransportTable transports, StateStore state, TimeProvider clock, WorkerRegistry workers, IScriptLog log)
    {
        _transports = transports;
        _clock = clock;
        _workers = workers;
        _log = log;
        _shared = state.GetOrAdd("pv.shared", static () => new SharedVariables());
    }

    /// <summary>Reads a URI that is a slice of a message or of the request URI.</summary>
    private static bool TryUri(RoutingContext context, in ScriptValue text, out SipUri uri)
    {
        uri = default;
        return text.TryGetBytes(out var bytes) && context.Worker.Uris.TryParse(bytes, out uri);
    }

    /// <summary>A piece of a value; undefined when the piece is empty.</summary>
    private static ScriptValue Cut(in ScriptValue text, TextRange range) =>
        range.IsEmpty ? ScriptValue.Undefined : text.Slice(range.Start, range.Length);
}
