using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipCapture;

/// <summary>Functions, variables and RPC commands.</summary>
internal sealed partial class SipCaptureModule
{
    private const string StatusSummary = "Get status or turn on/off sipcapture. Parameters: on, off or check.";

    /// <summary>Stores the current message.</summary>
    [Function("sip_capture", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "sip_capture/0,sip_capture_table/1,sip_capture_mode/2", Answers = true, Summary = "Stores this message; a table (with strftime marks) and a capture mode can be named.")]
    public ReturnCode Capture(RoutingContext context, string table = "", string mode = "")
    {
        var chosen = _default!;
        if (mode.Length > 0 && !_modes.TryGetValue(mode, out chosen))
            return ReturnCode.False;

        return ReturnCode.Of(_on.IsOn && Store(context, chosen, table));
    }

    /// <summary>Stores a report.</summary>
    [Function("report_capture", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "report_capture/1,report_capture_cid/2,report_capture_data/3", Answers = true, Summary = "Stores this message, or the data given, in a table of twelve columns; the correlation id is that of the HEP packet or the one given.")]
    public ReturnCode Report(RoutingContext context, string table, ScriptValue correlationId = default, ScriptValue data = default)
    {
        if (!_on.IsOn || _default!.Writer?.Rent(ReportColumns.Layout, table) is not { } row)
            return ReturnCode.False;

        var packet = context.Items.Get(Packet);
        var correlation = context.Worker.RentWriter();
        var message = context.Worker.RentWriter();
        if (correlationId.IsDefined)
            correlationId.WriteTo(correlation);
        else if (packet is { IsDecoded: true })
            correlation.Write(packet.CorrelationId);

        if (data.IsDefined)
            data.WriteTo(message);
        else
            message.Write(context.Message.Bytes);

        var type = context.Message.HeaderCount == 0 ? 0 : context.Message.IsRequest ? 1 : 2;
        ReportRow.Fill(row, new CaptureOrigin(context.Received, packet), _settings.Node, type, correlation.Written, message.Written);
        _default.Writer.Enqueue(row);
        context.Worker.Return(message);
        context.Worker.Return(correlation);
        return ReturnCode.True;
    }

    /// <summary>Multiplies and cuts off the fraction.</summary>
    [Function("float2int", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Whole part of the product of a decimal and a whole number as return code; 0 gives -1.")]
    public ReturnCode FloatToInt(RoutingContext context, string number, string factor)
    {
        var product = DecimalText.Read(number) * (int)DecimalText.Read(factor);
        var whole = product is > int.MinValue and < int.MaxValue ? (int)product : 0;
        return whole == 0 ? -1 : whole;
    }

    /// <summary>Sends the current packet on.</summary>
    [Function("sip_capture_forward", Routes = RouteKinds.Any, Answers = true, Summary = "Sends the message, in the event route the whole packet, to a URI unchanged.")]
    public ReturnCode Forward(RoutingContext context, ScriptValue uri)
    {
        var target = context.Worker.RentWriter();
        uri.WriteTo(target);
        var sent = _resolver.Resolve(context, target.Written, out var destination) == SendStatus.Sent
            && _sender.SendUntapped(context.Worker, destination, context.Message.Bytes) == SendStatus.Sent;
        context.Worker.Return(target);
        return ReturnCode.Of(sent);
    }

    /// <summary>Reads the HEP packet.</summary>
    [PseudoVariable("hep", Inner = InnerName.Literal, Parser = nameof(ParseHepName), Summary = "The capture packet: version, or a HEP 3 chunk by number such as 0x00b.")]
    public ScriptValue ReadHep(RoutingContext context, in VariableKey key) => HepVariable.Read(context.Items.Get(Packet), (int)key.Parsed!);

    /// <summary>Shows or changes the switch.</summary>
    [Rpc("sipcapture.status", Summary = StatusSummary)]
    public void RpcStatus(RpcCall call) => CaptureStatusCommand.Execute(call, _on);

    /// <summary>Checks the name in <c>$hep(name)</c>.</summary>
    internal static object? ParseHepName(string inner, out string? error)
    {
        error = null;
        if (HepVariable.NumberOf(inner) is { } number)
            return number;

        error = $"unknown name '{inner}'; expected version or a chunk number of five characters such as 0x00b";
        return null;
    }

    private bool Store(RoutingContext context, CaptureMode mode, string table)
    {
        var pattern = table.Length > 0 ? table : mode.Choose(context.Worker, context.Message);
        if (pattern is null || mode.Writer is not { } writer)
            return false;

        var origin = new CaptureOrigin(context.Received, context.Items.Get(Packet));
        if (writer.Rent(_layout!, SipCapture.TableName.Expand(context.Worker, pattern, origin.UtcTicks)) is not { } row)
            return false;

        if (!new CaptureRow(row, context.Message, _settings).TryFill(origin))
        {
            writer.Abandon(row);
            return false;
        }

        writer.Enqueue(row);
        (context.Message.IsRequest ? CapturedRequests : CapturedReplies).Increment();
        return true;
    }
}
