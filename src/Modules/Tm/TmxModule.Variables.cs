using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <content>Pseudo-variables.</content>
internal sealed partial class TmxModule
{
    /// <summary>Branch number in branch, reply and failure routes; 0 elsewhere.</summary>
    [PseudoVariable("T_branch_idx", Summary = "Branch number; in failure_route the number of branches.")]
    public ScriptValue BranchIndex(RoutingContext context) => ScriptValue.Of(context.BranchIndex);

    /// <summary>Chosen code in failure routes, that of the reply in reply routes, last sent in requests; 0 without.</summary>
    [PseudoVariable("T_reply_code", Summary = "Status code of the transaction; 0 when there is none.")]
    public ScriptValue ReplyCode(RoutingContext context) => ScriptValue.Of(TmModule.StatusOf(context));

    /// <summary>Last code received on the chosen branch, else the last one sent.</summary>
    [PseudoVariable("T_reply_last", Summary = "Last status code received on the branch.")]
    public ScriptValue ReplyLast(RoutingContext context) =>
        BranchOf(context) is { Status: > 0 } branch ? ScriptValue.Of(branch.Status) : ScriptValue.Undefined;

    /// <summary>Reason phrase that goes with <c>$T_reply_code</c>.</summary>
    [PseudoVariable("T_reply_reason", Summary = "Reason phrase of the reply.")]
    public ScriptValue ReplyReason(RoutingContext context)
    {
        if (!context.Message.IsRequest)
            return context.Message.Value(context.Message.Reason);

        return BranchOf(context) is { Reply.IsEmpty: false } branch ? ReasonOf(branch.Reply) : ScriptValue.Empty;
    }

    /// <summary>Record id of the contact of the branch.</summary>
    [PseudoVariable("T_reply_ruid", Summary = "Record id of the contact of the branch.")]
    public ScriptValue ReplyRuid(RoutingContext context) => BranchOf(context) is { } branch ? branch.Ruid.Value : ScriptValue.Undefined;

    /// <summary>Facts of the transaction by name.</summary>
    [PseudoVariable("T", Inner = InnerName.Literal, Parser = nameof(ParseFact), Summary = "id_index, id_label, reply_code, reply_type or branch_index of the transaction; id_index_n and id_label_n are the same.")]
    public ScriptValue Fact(RoutingContext context, in VariableKey key)
    {
        if (context.Transaction is not Transaction transaction)
            return key.Name is "reply_code" or "branch_index" ? ScriptValue.Of(0) : ScriptValue.Undefined;

        return key.Name switch
        {
            "id_index" or "id_index_n" => ScriptValue.Of(transaction.Bucket),
            "id_label" or "id_label_n" => ScriptValue.Of(transaction.Label),
            "reply_code" => ScriptValue.Of(TmModule.StatusOf(context)),
            "reply_type" => ScriptValue.Of(BranchOf(context) is { IsLocal: true } ? 1 : 0),
            "branch_index" => ScriptValue.Of(context.BranchIndex),
            _ => ScriptValue.Undefined,
        };
    }

    /// <summary>Checks the name of a fact.</summary>
    public static object? ParseFact(string inner, out string? error)
    {
        error = inner is "id_index" or "id_label" or "id_index_n" or "id_label_n" or "reply_code" or "reply_type" or "branch_index"
            ? null
            : "expected id_index, id_label, reply_code, reply_type or branch_index";
        return null;
    }

    private static UacBranch? BranchOf(RoutingContext context)
    {
        if (context.Transaction is not Transaction transaction)
            return null;

        return transaction.Branch(transaction.PickedBranch >= 0 ? transaction.PickedBranch : context.BranchIndex);
    }

    private static ScriptValue ReasonOf(MessageCopy reply)
    {
        var line = reply.Bytes;
        var end = Math.Max(0, line.IndexOf((byte)'\r'));
        var first = line[..end].IndexOf((byte)' ');
        if (first < 0 || first + 5 > end)
            return ScriptValue.Undefined;

        return ScriptValue.Of(reply.Buffer, first + 5, end - first - 5);
    }
}
