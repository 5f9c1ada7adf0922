using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>Variables read on another message of the transaction.</content>
internal sealed partial class TmxModule
{
    private const RouteKinds AfterRequest = RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Failure;

    /// <summary>A variable of the transaction's request.</summary>
    [PseudoVariable("T_req", Inner = InnerName.Reference, Summary = "In reply and failure routes, a variable read on the request of the transaction.")]
    public static ScriptValue OfRequest(RoutingContext context, in VariableKey key)
    {
        if ((context.Route & AfterRequest) == RouteKinds.None || context.Transaction?.Request is not { } request || key.Parsed is not VariableReference variable)
            return ScriptValue.Undefined;

        return ReadOn(request, context, variable);
    }

    /// <summary>A variable of the reply that a failure route looks at.</summary>
    [PseudoVariable("T_rpl", Inner = InnerName.Reference, Summary = "In failure routes, a variable read on the reply that was picked; in reply routes on the reply.")]
    public static ScriptValue OfReply(RoutingContext context, in VariableKey key)
    {
        if (key.Parsed is not VariableReference variable || (context.Route & AfterRequest) == RouteKinds.None)
            return ScriptValue.Undefined;

        if (!context.Message.IsRequest)
            return variable.Read(context);

        if (BranchOf(context) is not { Reply.IsEmpty: false } branch)
            return ScriptValue.Undefined;

        var reply = context.Worker.Rent();
        reply.Snapshot = context.Snapshot;
        reply.Received = context.Received;
        var value = branch.Reply.TryParse(reply.Message) ? variable.Read(reply).Detach() : ScriptValue.Undefined;
        context.Worker.Return(reply);
        return value;
    }

    /// <summary>A variable of the INVITE that a CANCEL ends.</summary>
    [PseudoVariable("T_inv", Inner = InnerName.Reference, Summary = "For a CANCEL, a variable read on the INVITE that it ends.")]
    public ScriptValue OfInvite(RoutingContext context, in VariableKey key)
    {
        if (context.Message.Method != Engine.Messages.SipMethod.Cancel || key.Parsed is not VariableReference variable)
            return ScriptValue.Undefined;

        if (_tm?.FindCanceled(context) is not { } invite)
            return ScriptValue.Undefined;

        var value = ReadOn(invite.Request, context, variable);
        invite.Release();
        return value;
    }

    /// <summary>Flags or URI of the branch.</summary>
    [PseudoVariable("T_branch", Inner = InnerName.Literal, Parser = nameof(ParseBranchKey), Summary = "flags or uri of the branch that a reply belongs to.")]
    public static ScriptValue BranchPart(RoutingContext context, in VariableKey key)
    {
        if ((context.Route & (AfterRequest | RouteKinds.Branch)) == RouteKinds.None || BranchOf(context) is not { } branch)
            return ScriptValue.Undefined;

        return key.Name == "flags" ? ScriptValue.Of(branch.Flags) : branch.Uri.Value;
    }

    internal static object? ParseBranchKey(string inner, out string? error)
    {
        error = inner is "flags" or "uri" ? null : $"found '{inner}', expected flags or uri";
        return error is null ? inner : null;
    }

    /// <summary>Reads on a message that another worker may have cloned.</summary>
    private static ScriptValue ReadOn(RoutingContext other, RoutingContext context, VariableReference variable)
    {
        var worker = other.Worker;
        other.Worker = context.Worker;
        var value = variable.Read(other).Detach();
        other.Worker = worker;
        return value;
    }
}
