using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Rr;

/// <content>Record-Route headers: with the sockets' addresses, or with given ones.</content>
internal sealed partial class RrModule
{
    private VariableReference? _customUser;

    [Parameter("add_username", Default = "0", Summary = "Put the user of the received request URI into the Record-Route URI.")]
    public bool AddUser { get; set; }

    [Parameter("custom_user_avp", Summary = "Variable whose value is the user instead, with add_username, e.g. $avp(rruser).")]
    public string CustomUser { get; set; } = string.Empty;

    [Parameter("ignore_sips", Default = "0", Summary = "Write a sip URI also for a request to a sips URI.")]
    public bool IgnoreSips { get; set; }

    /// <summary>1 queued; -1 when it was before.</summary>
    [Function("record_route", ConstantArguments = true, Routes = RecordRoutes, Kemi = "record_route/0,record_route_params/1", Summary = "Adds a Record-Route; the argument is appended to its URI.")]
    public ReturnCode Record(RoutingContext context, ScriptValue parameters = default)
    {
        var route = context.RecordRoute;
        if (!TryBegin(context))
            return ReturnCode.False;

        var text = context.Worker.RentWriter();
        WriteFromTag(context, text);
        parameters.WriteTo(text);
        text.Write(route.Parameters.Span);
        route.Parameters.Set(text.Written);
        context.Worker.Return(text);
        route.IsWanted = true;
        return ReturnCode.True;
    }

    /// <summary>1 queued; -1 when there is a Record-Route already. Parameters that are added later are not in it.</summary>
    [Function("record_route_preset", ConstantArguments = true, Routes = RecordRoutes, Kemi = "record_route_preset_one/1,record_route_preset/2", Summary = "Adds a Record-Route with a fixed address, and a second one below it.")]
    public ReturnCode RecordPreset(RoutingContext context, ScriptValue address, ScriptValue second = default)
    {
        if (!TryBegin(context))
            return ReturnCode.False;

        // The one that is added last stands on top.
        AddFromTag(context);
        if (second.TextLength > 0)
            AddPreset(context, second);

        AddPreset(context, address);
        context.RecordRoute.IsPreset = true;
        return ReturnCode.True;
    }

    /// <summary>1 queued; -1 when there is a Record-Route already.</summary>
    [Function("record_route_advertised_address", ConstantArguments = true, Routes = RecordRoutes, Summary = "Adds a Record-Route with a fixed address and the transport; two when the request leaves by another socket.")]
    public ReturnCode RecordAdvertised(RoutingContext context, ScriptValue address)
    {
        if (!TryBegin(context))
            return ReturnCode.False;

        using var text = new ValueBytes(context.Worker, address);
        AddFromTag(context);
        context.RecordRoute.Address.Set(text.Span);
        context.RecordRoute.IsWanted = true;
        return ReturnCode.True;
    }

    private bool TryBegin(RoutingContext context)
    {
        var route = context.RecordRoute;
        if (route.IsWanted || route.IsPreset)
            return false;

        context.Edits.PlaceRecordRoute();
        route.AllowsTwo = DoubleRecordRoute;
        route.FullLr = FullLr;
        route.IsSecure = !IgnoreSips && SipUriParser.TryParse(context.RequestUri, out var target) && target.Scheme == SipScheme.Sips;
        if (AddUser)
            SetUser(context);

        return true;
    }

    private void SetUser(RoutingContext context)
    {
        if (_customUser is not null && _customUser.Read(context) is { TextLength: > 0 } custom)
        {
            using var text = new ValueBytes(context.Worker, custom);
            context.RecordRoute.User.Set(text.Span);
            return;
        }

        var uri = context.Message.Span(context.Message.RequestUri);
        if (SipUriParser.TryParse(uri, out var parts))
            context.RecordRoute.User.Set(uri.Slice(parts.User.Start, parts.User.Length));
    }

    // Before the parameters that add_rr_param added.
    private void AddFromTag(RoutingContext context)
    {
        var text = context.Worker.RentWriter();
        WriteFromTag(context, text);
        text.Write(context.RecordRoute.Parameters.Span);
        context.RecordRoute.Parameters.Set(text.Written);
        context.Worker.Return(text);
    }

    private static void AddPreset(RoutingContext context, in ScriptValue address)
    {
        var line = context.Worker.RentWriter();
        context.RecordRoute.WriteStart(line);
        address.WriteTo(line);
        context.RecordRoute.WriteEnd(line);
        line.Write(">\r\n"u8);
        context.Edits.AddRecordRoute(line.Written);
        context.Worker.Return(line);
    }

    private void WriteFromTag(RoutingContext context, ByteWriter output)
    {
        if (!AppendFromTag || !context.Message.TryGetFrom(out var from) || from.Tag.IsEmpty)
            return;

        output.Write(";ftag="u8);
        output.Write(context.Message.Span(from.Tag));
    }
}
