using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Selects (<c>@from.uri.host</c>): each is another way to write a pseudo-variable.</summary>
internal sealed partial class VariableBinder
{
    /// <summary>Selects that are the same as a variable.</summary>
    private static readonly Dictionary<string, string> Selects = new(StringComparer.Ordinal)
    {
        ["method"] = "$rm", ["ruri"] = "$ru", ["from.uri"] = "$fu", ["from.tag"] = "$ft", ["from.name"] = "$fn", ["from"] = "$hdr(From)",
        ["to.uri"] = "$tu", ["to.tag"] = "$tt", ["to.name"] = "$tn", ["to"] = "$hdr(To)", ["contact"] = "$hdr(Contact)",
        ["contact.uri"] = "$(ct{nameaddr.uri})", ["via"] = "$(hfl(Via)[0])", ["call_id"] = "$ci", ["cseq"] = "$hdr(CSeq)", ["cseq.num"] = "$cs",
        ["cseq.method"] = "$rm", ["src.ip"] = "$si", ["src.port"] = "$sp", ["src.proto"] = "$pr", ["dst.ip"] = "$Ri", ["dst.port"] = "$Rp",
        ["dst.proto"] = "$pr", ["received.ip"] = "$Ri", ["received.port"] = "$Rp", ["received.proto"] = "$pr", ["msg"] = "$mb",
        ["msg.first_line"] = "$msg(fline)", ["msg.header"] = "$msg(hdrs)", ["msg.body"] = "$rb", ["next_hop"] = "$nh(u)",
        ["sys.pid"] = "$pp", ["sys.server_id"] = "$sid", ["sys.unique"] = "$sruid",
    };

    /// <summary>Parts of the selects that are URIs.</summary>
    private static readonly Dictionary<string, string> UriParts = new(StringComparer.Ordinal)
    {
        ["user"] = "uri.user", ["pwd"] = "uri.passwd", ["host"] = "uri.host", ["port"] = "uri.port", ["params"] = "uri.params", ["type"] = "uri.scheme",
    };

    /// <summary>Selects that have a shorter name as variable than as part of a URI.</summary>
    private static readonly Dictionary<string, string> Shortcuts = new(StringComparer.Ordinal)
    {
        ["ruri.user"] = "$rU", ["ruri.host"] = "$rd", ["ruri.port"] = "$rp", ["from.uri.user"] = "$fU", ["from.uri.host"] = "$fd",
        ["to.uri.user"] = "$tU", ["to.uri.host"] = "$td", ["next_hop.host"] = "$nh(d)", ["next_hop.port"] = "$nh(p)",
        ["ruri.hostport"] = "$_s($rd:$rp)", ["next_hop.hostport"] = "$_s($nh(d):$nh(p))",
    };

    private CompiledExpression BindSelect(string text, SourceSpan span)
    {
        var path = text[1..];
        if ((Selects.GetValueOrDefault(path) ?? Shortcuts.GetValueOrDefault(path) ?? UriPart(path) ?? ViaPart(path)) is { } same)
            return Bind(same, span);

        const string header = "hf_value";
        if (path.StartsWith(header, StringComparison.Ordinal) && path.EndsWith("\"]", StringComparison.Ordinal) && path.IndexOf('"') == header.Length + 1)
            return Bind($"$hdr({path[(header.Length + 2)..^2].Replace('_', '-')})", span);

        const string config = "cfg_get.";
        if (path.StartsWith(config, StringComparison.Ordinal) && scope.Variables.TryGetValue(path[config.Length..], out var variable))
            return new CompiledCfgVariable(variable);

        return Refuse(BindingRules.UnknownSelect, span, Spelling.Nearest(path, Selects.Keys.Concat(Shortcuts.Keys)).AsQuestion(), text);
    }

    /// <summary><c>ruri.params</c>, <c>from.uri.port</c>, <c>to.uri.params.x</c>.</summary>
    private static string? UriPart(string path)
    {
        var parameters = path.IndexOf(".params.", StringComparison.Ordinal);
        var dot = parameters < 0 ? path.LastIndexOf('.') : parameters;
        if (dot < 0 || path[..dot] is not ("ruri" or "from.uri" or "to.uri" or "contact.uri" or "next_hop") || !Selects.TryGetValue(path[..dot], out var uri))
            return null;

        var part = parameters < 0 ? UriParts.GetValueOrDefault(path[(dot + 1)..]) : $"uri.param,{path[(parameters + 8)..]}";
        var name = uri.StartsWith("$(", StringComparison.Ordinal) ? uri[2..^1] : uri[1..];
        return part is null ? null : $"$({name}{{{part}}})";
    }

    /// <summary><c>via[1]</c> is the first, <c>via[-1]</c> the last; there is no <c>via[0]</c>.</summary>
    private static string? ViaPart(string path)
    {
        if (!path.StartsWith("via", StringComparison.Ordinal))
            return null;

        var close = path.IndexOf(']', StringComparison.Ordinal);
        var number = 1;
        if (close > 0 && !(path[3] == '[' && int.TryParse(path[4..close], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)))
            return null;

        var index = number > 0 ? number - 1 : number;
        var rest = path[(close > 0 ? close + 1 : 3)..];
        return rest switch
        {
            _ when number == 0 => "$null",
            "" => $"$(hfl(Via)[{index}])",
            ".host" or ".port" or ".branch" or ".rport" or ".received" or ".params" => $"$(via0({rest[1..]})[{index}])",
            ".transport" => $"$(via0(proto)[{index}])",
            _ => null,
        };
    }
}
