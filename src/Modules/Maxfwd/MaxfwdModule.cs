using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Maxfwd;

/// <summary>Counts hops by Max-Forwards (RFC 3261 §16.3 (3)).</summary>
[Module("maxfwd", Summary = "Counts hops by Max-Forwards.")]
internal sealed class MaxfwdModule : IModule
{
    private const RouteKinds CompareRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch;

    /// <summary>Values above are cut to it.</summary>
    [Parameter("max_limit", Default = "70", Live = true, Summary = "Values above are cut to it.", Min = 1, Max = 256)]
    public int MaxLimit { get; set; } = 70;

    /// <summary>1 when the request may go on; -1 at 0 hops or when the value is no number.</summary>
    [Function("mf_process_maxfwd_header", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "Takes one off Max-Forwards; adds the header with the argument when it is missing.")]
    [Function("process_maxfwd", Routes = RouteKinds.Request, Summary = "As mf_process_maxfwd_header.")]
    [Function("maxfwd_process", Routes = RouteKinds.Request, Surface = Surfaces.Cfg, Summary = "As mf_process_maxfwd_header.")]
    public ReturnCode Process(RoutingContext context, int start)
    {
        var message = context.Message;
        if (message.Find(HeaderName.MaxForwards) < 0)
        {
            Add(context, start);
            return ReturnCode.True;
        }

        if (!message.TryGetMaxForwards(out var value, out var digits) || value <= 0)
            return ReturnCode.False;

        Rewrite(context, digits, value > MaxLimit ? MaxLimit : value - 1);
        return ReturnCode.True;
    }

    /// <summary>1 when Max-Forwards is below the number; -1 also without the header.</summary>
    [Function("is_maxfwd_lt", Routes = CompareRoutes, Summary = "True when Max-Forwards is below the number.")]
    [Function("mf_lowlimit", Routes = CompareRoutes, Surface = Surfaces.Cfg, Summary = "As is_maxfwd_lt.")]
    public ReturnCode IsBelow(RoutingContext context, int limit) =>
        ReturnCode.Of(context.Message.TryGetMaxForwards(out var value, out _) && value < limit);

    /// <summary>1 when Max-Forwards is the number or more; -1 also without the header.</summary>
    [Function("maxfwd_at_least", Routes = CompareRoutes, Surface = Surfaces.Cfg, Summary = "True when Max-Forwards is the number or more.")]
    public ReturnCode IsAtLeast(RoutingContext context, int limit) =>
        ReturnCode.Of(context.Message.TryGetMaxForwards(out var value, out _) && value >= limit);

    private static void Add(RoutingContext context, int value)
    {
        var line = context.Worker.RentWriter();
        line.Write("Max-Forwards: "u8);
        line.Write((long)value);
        line.Write("\r\n"u8);
        context.Edits.InsertHeaderFirst(line.Written);
        context.Worker.Return(line);
    }

    // The digits are written over the old ones and keep their width, hence a leading blank; this is what the peer sends.
    private static void Rewrite(RoutingContext context, TextRange digits, int value)
    {
        Span<byte> text = stackalloc byte[digits.Length];
        text.Fill((byte)' ');
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + value % 10);
            value /= 10;
            if (value == 0)
                break;
        }

        context.Edits.Replace(digits, text);
    }
}
