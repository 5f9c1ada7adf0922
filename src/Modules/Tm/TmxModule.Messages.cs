using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>Variables of the other messages of a transaction.</content>
internal sealed partial class TmxModule
{
    /// <summary>A variable as the request of the transaction gives it; undefined in request_route.</summary>
    [PseudoVariable("T_req", Inner = InnerName.Variable, Summary = "A variable, read from the request of the transaction.")]
    public static ScriptValue OfRequest(RoutingContext context, in VariableKey key)
    {
        if (context.Route == RouteKinds.Request || context.Transaction is not Transaction transaction)
            return ScriptValue.Undefined;

        return Read(context, transaction.Request, key);
    }

    /// <summary>A variable as the reply gives it: the picked one in failure_route, else the one being processed.</summary>
    [PseudoVariable("T_rpl", Inner = InnerName.Variable, Summary = "A variable, read from the reply of the transaction.")]
    public static ScriptValue OfReply(RoutingContext context, in VariableKey key)
    {
        if (!context.Message.IsRequest)
            return Read(context, context, key);

        if (context.Route is not (RouteKinds.Failure or RouteKinds.BranchFailure) || BranchOf(context) is not { Reply.IsEmpty: false } branch)
            return ScriptValue.Undefined;

        var reply = context.Worker.Rent();
        reply.Snapshot = context.Snapshot;
        reply.Received = context.Received;
        reply.ShareAvps(context.Avps);
        reply.Route = context.Route;
        var value = branch.Reply.TryParse(reply.Message) ? Read(context, reply, key).Detach() : ScriptValue.Undefined;
        context.Worker.Return(reply);
        return value;
    }

    /// <summary>While a CANCEL is processed: a variable as the INVITE that it cancels gives it.</summary>
    [PseudoVariable("T_inv", Inner = InnerName.Variable, Summary = "A variable, read from the INVITE that this CANCEL ends.")]
    public ScriptValue OfInvite(RoutingContext context, in VariableKey key)
    {
        if (!context.Message.IsRequest || context.Message.Method != SipMethod.Cancel || _tm!.Layer.FindCanceled(context) is not { } invite)
            return ScriptValue.Undefined;

        ScriptValue value;
        lock (invite.Gate)
            value = Read(context, invite.Request, key).Detach();

        invite.Release();
        return value;
    }

    /// <summary>Facts of the branch: <c>flags</c>, <c>uri</c>; undefined outside the routes of a branch.</summary>
    [PseudoVariable("T_branch", Inner = InnerName.Literal, Parser = nameof(ParseBranchFact), Summary = "flags or uri of the branch.")]
    public static ScriptValue BranchFact(RoutingContext context, in VariableKey key)
    {
        if (context.Route is not (RouteKinds.OnReply or RouteKinds.Failure or RouteKinds.BranchFailure) || BranchOf(context) is not { } branch)
            return ScriptValue.Undefined;

        return key.Name == "flags" ? ScriptValue.Of(branch.Flags) : branch.Uri.Value;
    }

    /// <summary>Checks the name of a fact of a branch.</summary>
    public static object? ParseBranchFact(string inner, out string? error)
    {
        error = inner is "flags" or "uri" ? null : $"unknown key '{inner}' of $T_branch: expected flags or uri";
        return null;
    }

    // The request may have been begun by another worker, whose scratch buffers are not this one's to use.
    private static ScriptValue Read(RoutingContext context, RoutingContext source, in VariableKey key)
    {
        if (key.Parsed is not VariableReference variable)
            return ScriptValue.Undefined;

        var worker = source.Worker;
        source.Worker = context.Worker;
        var value = variable.Read(source);
        source.Worker = worker;
        return value;
    }
}
