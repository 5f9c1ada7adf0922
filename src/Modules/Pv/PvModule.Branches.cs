using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Further destinations.</content>
internal sealed partial class PvModule
{
    private static readonly string[] BranchKeys = ["uri", "dst_uri", "path", "q", "send_socket", "flags", "ruid", "location_ua", "instance", "otcpid", "count"];

    [PseudoVariable("branch", Inner = InnerName.Literal, Parser = nameof(ParseBranchKey), Summary = "Part of a branch: uri dst_uri path q send_socket flags ruid location_ua instance otcpid; count counts them.")]
    public static ScriptValue BranchPart(RoutingContext context, in VariableKey key)
    {
        if (key.Name == "count")
            return context.Branches.Count > 0 ? ScriptValue.Of(context.Branches.Count) : ScriptValue.Undefined;

        return BranchAt(context, key.Index) is { } branch ? PartOf(branch, key.Name) : ScriptValue.Undefined;
    }

    [PseudoVariableWriter("branch")]
    public bool SetBranchPart(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        if (BranchAt(context, key.Index) is not { } branch)
            return false;

        if (key.Name == "uri" && !value.IsDefined)
            return context.Branches.RemoveAt(key.Index.Value < 0 ? key.Index.Value + context.Branches.Count : key.Index.Value);

        return SetPart(context, branch, key.Name, value);
    }

    private bool SetPart(RoutingContext context, Branch branch, string part, in ScriptValue value)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        switch (part)
        {
            case "uri" when bytes.Span.Length > 0:
                branch.Uri.Set(bytes.Span);
                return true;
            case "dst_uri":
                SetOrClear(branch.DestinationUri, bytes.Span);
                return true;
            case "path":
                SetOrClear(branch.Path, bytes.Span);
                return true;
            case "q":
                branch.Q = value.IsDefined ? (int)Math.Clamp(value.ToInteger(), 0, 1000) : -1;
                return true;
            case "ruid":
                SetOrClear(branch.Ruid, bytes.Span);
                return true;
            case "location_ua":
                SetOrClear(branch.UserAgent, bytes.Span);
                return true;
            case "instance":
                SetOrClear(branch.Instance, bytes.Span);
                return true;
            case "otcpid":
                branch.ConnectionId = value.ToInteger();
                return true;
            case "flags":
                branch.Flags = (uint)value.ToInteger();
                return true;
            case "send_socket":
                branch.ForcedSocket = SocketAddress.TryParse(bytes.Span, out var address) ? address!.Find(_transports) : null;
                return branch.ForcedSocket is not null || bytes.Span.IsEmpty;
            default:
                return false;
        }
    }

    internal static object? ParseBranchKey(string inner, out string? error) => ParseOneOf(inner, "branch", BranchKeys, out error);

    /// <summary>1 set; -1 when there is no such $xavp or it has no uri.</summary>
    [Function("xavp_push_dst", Kemi = "pvx.xavp_push_dst", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "The fields uri (or addr), dst_uri (or received), path and send_socket (or socket) of a $xavp become where the request goes.")]
    public ReturnCode PushDestination(RoutingContext context, string name)
    {
        var uri = DestinationField(context, name, "uri", "addr");
        if (uri.TextLength == 0)
            return ReturnCode.False;

        SetText(context, context.NewRequestUri, uri);
        SetText(context, context.DestinationUri, DestinationField(context, name, "dst_uri", "received"));
        SetText(context, context.Path, Newest(context, name, "path"));
        using var socket = new ValueBytes(context.Worker, DestinationField(context, name, "send_socket", "socket"));
        if (SocketAddress.TryParse(socket.Span, out var address) && address!.Find(_transports) is { } found)
            context.ForcedSocket = found;

        return ReturnCode.True;
    }

    private ScriptValue DestinationField(RoutingContext context, string name, string field, string otherName) =>
        Newest(context, name, field) is { TextLength: > 0 } value ? value : Newest(context, name, otherName);

    private static void SetText(RoutingContext context, ReusableText target, in ScriptValue value)
    {
        using var bytes = new ValueBytes(context.Worker, value);
        SetOrClear(target, bytes.Span);
    }

    [PseudoVariable("br", Summary = "Contact list form of the first branch.")]
    public static ScriptValue FirstBranch(RoutingContext context)
    {
        if (context.Branches.Count == 0)
            return ScriptValue.Undefined;

        var writer = context.Worker.RentWriter();
        WriteBranch(context.Branches[0], writer);
        return Finish(context, writer);
    }

    [PseudoVariableWriter("br")]
    public static bool AppendOrClearBranches(RoutingContext context, in ScriptValue value)
    {
        if (!value.IsDefined)
        {
            context.Branches.Clear();
            return true;
        }

        using var bytes = new ValueBytes(context.Worker, value);
        if (bytes.Span.IsEmpty || context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return false;

        branch.Uri.Set(bytes.Span);
        return true;
    }

    [PseudoVariable("bR", Summary = "Contact list form of all branches.")]
    public static ScriptValue AllBranches(RoutingContext context)
    {
        if (context.Branches.Count == 0)
            return ScriptValue.Undefined;

        var writer = context.Worker.RentWriter();
        WriteBranches(context, writer);
        return Finish(context, writer);
    }

    [PseudoVariable("ds", Summary = "All branches as a Contact header; undefined when there is none.")]
    public static ScriptValue DestinationSet(RoutingContext context)
    {
        if (context.Branches.Count == 0)
            return ScriptValue.Undefined;

        var writer = context.Worker.RentWriter();
        writer.Write("Contact: "u8);
        WriteBranches(context, writer);
        return Finish(context, writer);
    }

    private static void WriteBranches(RoutingContext context, ByteWriter writer)
    {
        for (var i = 0; i < context.Branches.Count; i++)
        {
            if (i > 0)
                writer.Write(", "u8);

            WriteBranch(context.Branches[i], writer);
        }
    }

    private static void WriteBranch(Branch branch, ByteWriter writer)
    {
        writer.Write((byte)'<');
        writer.Write(branch.Uri.Span);
        writer.Write((byte)'>');
        if (branch.Q >= 0)
        {
            writer.Write(";q="u8);
            QValue.Write(writer, branch.Q);
        }
    }

    private static ScriptValue Finish(RoutingContext context, ByteWriter writer)
    {
        var text = ScriptValue.Of(Latin1.ToText(writer.Written));
        context.Worker.Return(writer);
        return text;
    }

    private static Branch? BranchAt(RoutingContext context, VariableIndex index)
    {
        var number = index.Value < 0 ? index.Value + context.Branches.Count : index.Value;
        return number >= 0 && number < context.Branches.Count ? context.Branches[number] : null;
    }

    private static ScriptValue PartOf(Branch branch, string part) => part switch
    {
        "uri" => branch.Uri.Value,
        "dst_uri" => branch.DestinationUri.Value,
        "path" => branch.Path.Value,
        "ruid" => branch.Ruid.Value,
        "location_ua" => branch.UserAgent.Value,
        "instance" => branch.Instance.Value,
        "otcpid" => ScriptValue.Of(branch.ConnectionId),
        "q" => branch.Q >= 0 ? ScriptValue.Of(branch.Q) : ScriptValue.Undefined,
        "flags" => ScriptValue.Of(branch.Flags),
        "send_socket" => branch.ForcedSocket is { } socket ? ScriptValue.Of(socket.ToString()) : ScriptValue.Undefined,
        _ => ScriptValue.Undefined,
    };

    [PseudoVariable("location_ua", Summary = "User agent of the contact that became the request URI.")]
    public static ScriptValue LocationUserAgent(RoutingContext context) =>
        context.LocationUserAgent.Length > 0 ? context.LocationUserAgent.Value : ScriptValue.Undefined;

    private static void SetOrClear(ReusableText text, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            text.Clear();
        else
            text.Set(bytes);
    }
}
