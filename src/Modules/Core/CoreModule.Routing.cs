using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>How a message leaves: rport, socket, branches.</content>
internal sealed partial class CoreModule
{
    [Function("force_rport", Summary = "Answers go to the source port; Via gets rport.")]
    [Function("add_rport", Surface = Surfaces.Cfg, Summary = "Answers go to the source port; Via gets rport.")]
    public static bool ForceRport(RoutingContext context)
    {
        context.ForceRport = true;
        return true;
    }

    [Function("add_local_rport", Summary = "Our own Via gets an empty rport.")]
    public static bool AddLocalRport(RoutingContext context)
    {
        context.AddLocalRport = true;
        return true;
    }

    [Function("force_send_socket", Surface = Surfaces.Cfg, Summary = "Chooses the listener to send from: [proto:]host[:port].")]
    public bool ForceSendSocket(RoutingContext context, SendSocket socket)
    {
        var found = socket.Address.Find(transports);
        if (found is null)
        {
            Warn("force_send_socket: not a listen socket"u8);
            return false;
        }

        context.ForcedSocket = found;
        return true;
    }

    [Function("remove_branch", Surface = Surfaces.Cfg, Summary = "Removes a branch; negative counts from the end.")]
    public static bool RemoveBranch(RoutingContext context, int index = 0) =>
        context.Branches.RemoveAt(index < 0 ? index + context.Branches.Count : index);

    [Function("clear_branches", Surface = Surfaces.Cfg, Summary = "Removes all branches.")]
    public static bool ClearBranches(RoutingContext context)
    {
        context.Branches.Clear();
        return true;
    }

    [Function("set_drop", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Marks the message to be dropped; the script goes on.")]
    public static void SetDrop(RoutingContext context) => context.DropRequested = true;

    [Function("hdr_append", Surface = Surfaces.Kemi, Kemi = "hdr.append", Summary = "Adds a header line after the last one.")]
    public static ReturnCode AppendHeader(RoutingContext context, ScriptValue line) => ReturnCode.Of(HeaderEdits.Append(context, line));

    [Function("hdr_append_after", Surface = Surfaces.Kemi, Kemi = "hdr.append_after", Summary = "Adds a header line after another one.")]
    public static ReturnCode AppendHeaderAfter(RoutingContext context, ScriptValue line, ScriptValue after) => ReturnCode.Of(HeaderEdits.Append(context, line, after));

    [Function("hdr_insert", Surface = Surfaces.Kemi, Kemi = "hdr.insert", Summary = "Adds a header line before the first one.")]
    public static ReturnCode InsertHeader(RoutingContext context, ScriptValue line) => ReturnCode.Of(HeaderEdits.Insert(context, line));

    [Function("hdr_insert_before", Surface = Surfaces.Kemi, Kemi = "hdr.insert_before", Summary = "Adds a header line before another one.")]
    public static ReturnCode InsertHeaderBefore(RoutingContext context, ScriptValue line, ScriptValue before) => ReturnCode.Of(HeaderEdits.Insert(context, line, before));

    [Function("hdr_remove", Surface = Surfaces.Kemi, Kemi = "hdr.remove", Summary = "Takes all headers of a name out.")]
    public static ReturnCode RemoveHeader(RoutingContext context, ScriptValue name)
    {
        HeaderEdits.Remove(context, name);
        return ReturnCode.True;
    }

    [Function("hdr_rmappend", Surface = Surfaces.Kemi, Kemi = "hdr.rmappend", Summary = "Takes headers out and adds a line at the end.")]
    public static ReturnCode ReplaceAtEnd(RoutingContext context, ScriptValue name, ScriptValue line)
    {
        HeaderEdits.Remove(context, name);
        return ReturnCode.Of(HeaderEdits.Append(context, line));
    }

    [Function("hdr_rminsert", Surface = Surfaces.Kemi, Kemi = "hdr.rminsert", Summary = "Takes headers out and adds a line at the top.")]
    public static ReturnCode ReplaceAtTop(RoutingContext context, ScriptValue name, ScriptValue line)
    {
        HeaderEdits.Remove(context, name);
        return ReturnCode.Of(HeaderEdits.Insert(context, line));
    }

    [Function("hdr_is_present", Surface = Surfaces.Kemi, Kemi = "hdr.is_present", Summary = "1 when the received message has the header.")]
    public static ReturnCode IsHeaderPresent(RoutingContext context, ScriptValue name) => ReturnCode.Of(HeaderEdits.Find(context, name) >= 0);

    [Function("hdr_append_to_reply", Surface = Surfaces.Kemi, Kemi = "hdr.append_to_reply", Summary = "Adds a header line to own replies.")]
    public static ReturnCode AppendToReply(RoutingContext context, ScriptValue line) => ReturnCode.Of(HeaderEdits.AppendToReply(context, line));

    [Function("hdr_get", Surface = Surfaces.Kemi, Kemi = "hdr.get/1,hdr.get_idx/2", Summary = "A header's value; null when there is none.")]
    public static ScriptValue Header(RoutingContext context, ScriptValue name, int index = 0)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        return HeaderEdits.Value(context, bytes.Span, index);
    }

    [Function("hdr_gete", Surface = Surfaces.Kemi, Kemi = "hdr.gete/1,hdr.gete_idx/2", Summary = "A header's value; empty when there is none.")]
    public static ScriptValue HeaderOrEmpty(RoutingContext context, ScriptValue name, int index = 0) =>
        Header(context, name, index) is { IsDefined: true } value ? value : ScriptValue.Empty;

    [Function("hdr_getw", Surface = Surfaces.Kemi, Kemi = "hdr.getw/1,hdr.getw_idx/2", Summary = "A header's value; <null> when there is none.")]
    public static ScriptValue HeaderOrNullText(RoutingContext context, ScriptValue name, int index = 0) =>
        Header(context, name, index) is { IsDefined: true } value ? value : ScriptValue.Of("<null>");
}
