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
    [Function("sip_capture", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Answers = true, Summary = "Stores this message; a table (with strftime marks) and a capture mode can be named. A second argument with a variable is the text of custom_field1.")]
    public ReturnCode Capture(RoutingContext context, [LeadingVariable] string table = "", [LoneVariable] CaptureModeName? mode = null)
    {
        if (mode is null)
            return ReturnCode.Of(_on.IsOn && Store(context, _default!, table, default));

        // A constant was checked when the configuration was loaded: this one came out of a variable, as OpenSIPS has it.
        return _modes.TryGetValue(mode.Name, out var chosen)
            ? ReturnCode.Of(_on.IsOn && Store(context, chosen, table, default))
            : ReturnCode.Of(_on.IsOn && Store(context, _default!, table, [ScriptValue.Of(mode.Name)]));
    }

    /// <summary>Stores the current message with texts for the custom columns.</summary>
    [Function("sip_capture", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Answers = true, Summary = "Stores this message with texts for custom_field1, 2 and 3, as OpenSIPS has it; an empty table is chosen as usual.")]
    public ReturnCode CaptureWithFields(RoutingContext context, string table, [LoneVariable] ScriptValue field1, [LoneVariable] ScriptValue field2, [LoneVariable] ScriptValue field3 = default) =>
        ReturnCode.Of(_on.IsOn && Store(context, _default!, table, [field1, field2, field3]));

    /// <summary>Stores the current message.</summary>
    [Function("sip_capture", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Kemi = "sip_capture/0,sip_capture_table/1,sip_capture_mode/2", Answers = true, Summary = "Stores this message; a table (with strftime marks) and a capture mode can be named.")]
    public ReturnCode CaptureByName(RoutingContext context, string table = "", string mode = "")
    {
        var chosen = _default!;
        if (mode.Length > 0 && !_modes.TryGetValue(mode, out chosen))
            return ReturnCode.False;

        return ReturnCode.Of(_on.IsOn && Store(context, chosen, table, default));
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
        var sent = SendTo(context, target.Written, context.Message.Bytes);
        context.Worker.Return(target);
        return ReturnCode.Of(sent);
    }

    /// <summary>Reads the HEP packet.</summary>
    [PseudoVariable("hep", Inner = InnerName.Literal, Parser = nameof(ParseHepName), Summary = "The capture packet: version, a HEP 3 chunk by number such as 0x00b, or any chunk as vendor:number such as 3:0x065.")]
    public ScriptValue ReadHep(RoutingContext context, in VariableKey key) => HepVariable.Read(context.Items.Get(Packet), (HepVariableName)key.Parsed!);

    /// <summary>Shows or changes the switch.</summary>
    [Rpc("sipcapture.status", Summary = StatusSummary)]
    public void RpcStatus(RpcCall call) => CaptureStatusCommand.Execute(call, _on);

    /// <summary>Shows or changes the switch.</summary>
    [Rpc("sip_capture", Summary = "Classic MI: on or off; without a word, shows which it is.")]
    public void RpcSwitch(RpcCall call) => CaptureStatusCommand.Switch(call, _on);

    /// <summary>Shows or changes the switch.</summary>
    [Rpc("sipcapture:capture", Summary = "OpenSIPS 3: on or off; without a word, shows which it is.")]
    public void RpcCapture(RpcCall call) => CaptureStatusCommand.Capture(call, _on);

    /// <summary>Shows the senders to other collectors.</summary>
    [Rpc("sipcapture.senders", Summary = "Packets sent, dropped and waiting, and connections made, for each collector by TCP or TLS.")]
    public void RpcSenders(RpcCall call) => _senders.Show(call);

    /// <summary>True when a capture mode is declared.</summary>
    internal bool HasMode(string name) => _modes.ContainsKey(name);

    /// <summary>Checks the name in <c>$hep(name)</c>.</summary>
    internal static object? ParseHepName(string inner, out string? error)
    {
        error = null;
        if (HepVariableName.Parse(inner) is { } name)
            return name;

        error = $"unknown name '{inner}'; expected version, a chunk number of five characters such as 0x00b, or vendor:number such as 3:0x065";
        return null;
    }

    private bool Store(RoutingContext context, CaptureMode mode, string table, ReadOnlySpan<ScriptValue> fields)
    {
        var pattern = table.Length > 0 ? table : mode.Choose(context.Worker, context.Message);
        if (pattern is null || mode.Writer is not { } writer)
            return false;

        var origin = new CaptureOrigin(context.Received, context.Items.Get(Packet));
        if (writer.Rent(_layout!, SipCapture.TableName.Expand(context.Worker, writer.Patterns, pattern, origin.UtcTicks)) is not { } row)
            return false;

        var capture = new CaptureRow(row, context.Message, _settings);
        if (!capture.TryFill(origin))
        {
            writer.Abandon(row);
            return false;
        }

        capture.SetCustom(fields);
        writer.Enqueue(row);
        (context.Message.IsRequest ? mode.Counters!.Requests : mode.Counters!.Replies).Increment();
        return true;
    }
}
