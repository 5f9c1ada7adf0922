using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>Requests that scripts and RPC commands send.</content>
internal sealed partial class TmModule
{
    private const int UacParts = 6;

    // DNS is what a send may wait for.
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    /// <summary>1 sent; -1 bad arguments or not sent.</summary>
    [Function("t_uac_send", Routes = RouteKinds.Any, Summary = "Sends a request: method, request URI, next hop, socket, header lines, body.")]
    public ReturnCode UacSend(
        RoutingContext context,
        ScriptValue method,
        ScriptValue uri,
        ScriptValue nextHop,
        ScriptValue socket,
        ScriptValue headers,
        ScriptValue body)
    {
        byte[][] parts = [Bytes(method), Bytes(uri), Bytes(nextHop), Bytes(socket), Bytes(headers), Bytes(body)];
        if (new LocalRequestReader(_services.Transports).Read(parts, owner: null, noAck: false, out var error) is { } request)
            return ReturnCode.Of(_layer.Local.Send(request, context.Worker) == 0);

        _log.Write(Core.Api.LogLevels.Error, Latin1.ToBytes($"t_uac_send: {error}"));
        return ReturnCode.False;
    }

    /// <summary>Sends a request; answers at once.</summary>
    [Rpc("tm.t_uac_start", Summary = "Sends a request: method, request URI, next hop (. = none), socket (. = any), header lines, body. Does not wait.")]
    public void UacStart(RpcCall call) => SendLocal(call, wait: null, noAck: false);

    /// <summary>As tm.t_uac_start; a 2xx to an INVITE is not acknowledged.</summary>
    [Rpc("tm.t_uac_start_noack", Summary = "As tm.t_uac_start; a 2xx to an INVITE is not acknowledged.")]
    public void UacStartNoAck(RpcCall call) => SendLocal(call, wait: null, noAck: true);

    /// <summary>Sends a request and waits for its final reply.</summary>
    [Rpc("tm.t_uac_wait", Summary = "As tm.t_uac_start; waits for the final reply.")]
    [Rpc("tm.t_uac_wait_block", Summary = "As tm.t_uac_start; waits for the final reply.")]
    public void UacWaitReply(RpcCall call) => SendLocal(call, new UacWait(), noAck: false);

    /// <summary>As tm.t_uac_wait; a 2xx to an INVITE is not acknowledged.</summary>
    [Rpc("tm.t_uac_wait_noack", Summary = "As tm.t_uac_wait; a 2xx to an INVITE is not acknowledged.")]
    [Rpc("tm.t_uac_wait_block_noack", Summary = "As tm.t_uac_wait; a 2xx to an INVITE is not acknowledged.")]
    public void UacWaitNoAck(RpcCall call) => SendLocal(call, new UacWait(), noAck: true);

    private static byte[] Bytes(in ScriptValue value) => Latin1.ToBytes(value.ToText());

    private void SendLocal(RpcCall call, UacWait? wait, bool noAck)
    {
        var count = call.Parameters.Count;
        if (count < UacParts - 1)
        {
            call.Fault(400, $"too few parameters ({-count}/{UacParts - 1})");
            return;
        }

        var parts = new byte[UacParts][];
        for (var i = 0; i < UacParts; i++)
            parts[i] = Latin1.ToBytes(call.Text(i) ?? string.Empty);

        var request = new LocalRequestReader(_services.Transports).Read(parts, wait, noAck, out var error);
        if (request is null)
            call.Fault(400, error);
        else if (TrySend(request, call) && wait is not null)
            Show(wait, call);
    }

    private bool TrySend(Api.LocalRequest request, RpcCall call)
    {
        var start = new UacStart(_layer.Local, request);
        var isOut = _services.Workers.TryPost(start) && start.Wait(SendLimit) && start.Error == 0;
        if (isOut)
            return true;

        call.Fault(500, start.Error == RelayErrors.NoBranch ? "No error (0/RPC/UAC)" : "I'm terribly sorry, server error occurred (7/RPC/UAC)");
        return false;
    }

    private void Show(UacWait wait, RpcCall call)
    {
        var limit = Math.Max((long)_layer.Settings.LifetimeInvite, _layer.Settings.LifetimeOther);
        if (wait.Wait(TimeSpan.FromMilliseconds(limit)))
            call.AddStruct().With("code", wait.Code).With("text", wait.Reason);
        else
            call.Fault(408, "Request Timeout");
    }
}
