using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>RPC commands that act on calls; texts are the peer's.</content>
internal sealed partial class DialogModule
{
    [Rpc("dlg.end_dlg", Mi = "dlg_end_dlg", Summary = "Sends BYE to both parties of the call with this entry and id, further header lines may be given; a call that rings is refused with bye_early_code.")]
    public void RpcEnd(RpcCall call)
    {
        if (call.Integer(0) is not { } entry || call.Integer(1) is not { } id)
            call.Fault(500, "Invalid parameters");
        else if (FindById(entry, id) is not { IsAlive: true } dialog)
            call.Fault(404, "Dialog not found");
        else
            Terminate(call, dialog, call.Text(2) ?? string.Empty);
    }

    [Rpc("dlg.terminate_dlg", Mi = "dlg_terminate_dlg", Summary = "Sends BYE to both parties of the call with this Call-ID, From tag and To tag; a call that rings is refused with bye_early_code.")]
    public void RpcTerminate(RpcCall call)
    {
        if (call.Text(2) is null)
            call.Fault(400, "Need a Callid ,from tag ,to tag");
        else if (FindForRpc(call) is not { IsAlive: true } dialog)
            call.Fault(500, "Couldnt find callid in dialog");
        else
            Terminate(call, dialog, string.Empty);
    }

    [Rpc("dlg.set_state", Summary = "Sets the state of the call with this Call-ID, From tag and To tag, without any event.")]
    public void RpcSetState(RpcCall call)
    {
        if (call.Integer(3) is not { } state)
            call.Fault(400, "Need the callid, from tag,to tag and state");
        else if (FindForRpc(call) is not { } dialog)
            call.Fault(500, "Dialog not found");
        else if (!_parts.End.TryForce(dialog, state))
            call.Fault(500, "Invalid new state value");
    }

    [Rpc("dlg.bridge_dlg", Mi = "dlg_bridge", Summary = "Calls the first address and refers it to the second; an outbound proxy and a session description may follow.")]
    public void RpcBridge(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } from || call.Text(1) is not { Length: > 0 } to)
        {
            call.Fault(500, "Invalid parameters");
            return;
        }

        var body = call.Text(3) switch
        {
            null or "." => DialogBridge.DefaultBody,
            "" or "_" => [],
            var given => Latin1.ToBytes(given),
        };
        if (!_parts.Bridge.Begin(from, to, call.Text(2) is { Length: > 0 } proxy and not "." ? proxy : string.Empty, body, worker: null))
            call.Fault(500, "Error calling bridge");
    }

    [Rpc("dlg.dump_file", Summary = "Writes all calls into a new file, one JSON object in a line.")]
    public void RpcDumpFile(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } path)
        {
            call.Fault(400, NoParameter);
            return;
        }

        try
        {
            DialogDump.Write(path, _parts.Services.Table.All());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            call.Fault(500, $"Cannot write the file: {fault.Message}");
        }
    }

    private void Terminate(RpcCall call, SipDialog dialog, string headers)
    {
        if (headers.Length > 0 && !headers.EndsWith("\r\n", StringComparison.Ordinal))
            headers += "\r\n";

        var isEnding = dialog.IsAnswered
            ? _parts.Closer.SendBye(dialog, DialogSide.None, Latin1.ToBytes(headers), worker: null)
            : _parts.Closer.Refuse(dialog, EarlyCode, Latin1.ToBytes(EarlyReason));
        if (!isEnding)
            call.Fault(500, "Operation failed");
    }
}
