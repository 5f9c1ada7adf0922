using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sl;

/// <content>Functions.</content>
internal sealed partial class SlModule
{
    private const RouteKinds ReplyRoutes = RouteKinds.Request | RouteKinds.OnReply | RouteKinds.Reply | RouteKinds.Failure;

    /// <summary>1 sent, -1 not.</summary>
    [Function("sl_send_reply", ConstantArguments = true, Routes = RouteKinds.Request, Answers = true, Summary = "Answers statelessly.")]
    [Function("sl_reply", ConstantArguments = true, Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Answers = true, Summary = "As sl_send_reply.")]
    public ReturnCode SendStateless(RoutingContext context, int code, ScriptValue reason)
    {
        var text = TextOf(context, reason);
        var sent = ReplyStateless(context, CodeOf(code), text.Written);
        context.Worker.Return(text);
        return ReturnCode.Of(sent);
    }

    /// <summary>1 sent, -1 not.</summary>
    [Function("send_reply", ConstantArguments = true, Routes = ReplyRoutes, Answers = true, Summary = "Answers in the transaction when there is one, else statelessly.")]
    public ReturnCode Send(RoutingContext context, int code, ScriptValue reason)
    {
        var text = TextOf(context, reason);
        var sent = Reply(context, CodeOf(code), text.Written);
        context.Worker.Return(text);
        return ReturnCode.Of(sent);
    }

    /// <summary>As send_reply; mode 1 answers in a transaction only.</summary>
    [Function("send_reply_mode", ConstantArguments = true, Routes = ReplyRoutes, Answers = true, Summary = "As send_reply; mode 1 answers in a transaction only.")]
    public ReturnCode SendMode(RoutingContext context, int code, ScriptValue reason, int mode)
    {
        if (mode == 1 && _transactions?.HasTransaction(context) != true)
            return ReturnCode.False;

        return Send(context, code, reason);
    }

    /// <summary>Answers with the last internal error: 478 unresolvable, 477 send error, else 500.</summary>
    [Function("sl_reply_error", Routes = RouteKinds.Request, Answers = true, Summary = "Answers statelessly with the last internal error.")]
    public ReturnCode ReplyError(RoutingContext context)
    {
        var text = ErrorText(context, out var code);
        var sent = ReplyStateless(context, code, text.Written);
        context.Worker.Return(text);
        _statistics.SentErrors.Increment();
        return ReturnCode.Of(sent);
    }

    /// <summary>As sl_reply_error, in the transaction when there is one.</summary>
    [Function("send_reply_error", Routes = ReplyRoutes, Answers = true, Summary = "Answers with the last internal error, in the transaction when there is one.")]
    public ReturnCode SendError(RoutingContext context)
    {
        var text = ErrorText(context, out var code);
        var sent = Reply(context, code, text.Written);
        context.Worker.Return(text);
        _statistics.SentErrors.Increment();
        return ReturnCode.Of(sent);
    }

    /// <summary>The To tag that a reply of ours carries: s stateless.</summary>
    [PseudoVariable("ltt", Inner = InnerName.Literal, Parser = nameof(ParseTagKind), Summary = "Local To tag; s = that of stateless replies.")]
    public ScriptValue LocalToTag(RoutingContext context, in VariableKey key)
    {
        if (_replies.Tags is not { } tags)
            return ScriptValue.Undefined;

        Span<byte> tag = stackalloc byte[ToTags.Length];
        tags.Write(context.Message, tag);
        return ScriptValue.Of(Latin1.ToText(tag));
    }

    /// <summary>Checks the inner name of <c>$ltt</c>.</summary>
    public static object? ParseTagKind(string inner, out string? error)
    {
        error = inner == "s" ? null : "expected s";
        return error is null ? inner : null;
    }

    private int CodeOf(int code) => code <= 0 ? DefaultCode : code;

    private ByteWriter TextOf(RoutingContext context, in ScriptValue reason)
    {
        var text = context.Worker.RentWriter();
        reason.WriteTo(text);

        // A text that is one undefined variable comes as its printed form.
        if (!reason.IsDefined || text.Written.SequenceEqual("<null>"u8))
        {
            text.Clear();
            text.Write(DefaultReason);
        }

        return text;
    }

    private static ByteWriter ErrorText(RoutingContext context, out int code)
    {
        // In a cfg the error of the statement before; a KEMI script has no statements, there the last one counts.
        var error = context.LastError == 0 ? context.PreviousError : context.LastError;
        error = error == 0 ? RelayErrors.Unspecified : error;
        code = RelayErrors.StatusOf(error);
        var text = context.Worker.RentWriter();
        text.Write(RelayErrors.Reason(error));
        text.Write(" ("u8);
        text.Write((long)error);
        text.Write("/SL)"u8);
        return text;
    }
}
