using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Selects: <c>@name.name[n]</c> and <c>$sel(name.name)</c>. Each is the same as a variable.</summary>
internal sealed partial class VariableBinder
{
    private const string HeaderSelect = "hf_value";

    private static readonly Dictionary<string, string> Selects = new(StringComparer.Ordinal)
    {
        ["method"] = "$rm", ["ruri"] = "$ru", ["next_hop"] = "$nh(u)", ["call_id"] = "$ci",
        ["from"] = "$hdr(From)", ["from.uri"] = "$fu", ["from.tag"] = "$ft", ["from.name"] = "$fn", ["from.params"] = "$(hdr(From){tobody.params})",
        ["to"] = "$hdr(To)", ["to.uri"] = "$tu", ["to.tag"] = "$tt", ["to.name"] = "$tn", ["to.params"] = "$(hdr(To){tobody.params})",
        ["contact"] = "$hdr(Contact)", ["contact.uri"] = "$ctu", ["via"] = "$hdr(Via)",
        ["cseq"] = "$hdr(CSeq)", ["cseq.num"] = "$cs", ["cseq.method"] = "$rm",
        ["msg"] = "$mb", ["msg.first_line"] = "$msg(fline)", ["msg.header"] = "$msg(hdrs)", ["msg.body"] = "$rb", ["msg.len"] = "$ml", ["msg.type"] = "$mt",
        ["src.ip"] = "$si", ["src.port"] = "$sp", ["src.ip_port"] = "$si:$sp",
        ["dst.ip"] = "$Ri", ["dst.port"] = "$Rp", ["dst.ip_port"] = "$Ri:$Rp",
        ["received.ip"] = "$Ri", ["received.port"] = "$Rp", ["received.proto"] = "$pr", ["received.proto_ip_port"] = "$Ras",
    };

    /// <summary>Selects that are URIs, so that parts can be taken of them.</summary>
    private static readonly string[] UriSelects = ["ruri", "from.uri", "to.uri", "contact.uri", "next_hop"];

    private static readonly Dictionary<string, string> UriParts = new(StringComparer.Ordinal)
    {
        ["user"] = "user", ["pwd"] = "passwd", ["host"] = "host", ["port"] = "port", ["params"] = "params", ["type"] = "scheme", ["scheme"] = "scheme",
    };

    private static readonly string[] ViaParts = ["host", "port", "branch", "rport", "received", "params", "proto"];

    /// <summary>Names under <c>$sel</c>; unlike <c>@</c> it does not know the selects that other modules bring.</summary>
    private CompiledExpression BindSelectVariable(string path, SourceSpan span) =>
        path.StartsWith(HeaderSelect, StringComparison.Ordinal)
            ? Refuse(BindingRules.UnknownSelect, span, "write $hdr(name)", $"$sel({path})")
            : BindSelect($"@{path}", span);

    private CompiledExpression BindSelect(string text, SourceSpan span)
    {
        var path = text[1..];
        if (Selects.TryGetValue(path, out var same))
        {
            var found = same.Contains(':', StringComparison.Ordinal) ? BindTemplate(same, span) : Bind(same, span);
            return path is "to.tag" or "from.tag" ? new CompiledTextOrEmpty(found) : found;
        }

        if (path.StartsWith(HeaderSelect, StringComparison.Ordinal) && path.EndsWith("\"]", StringComparison.Ordinal) && path.IndexOf('"') == HeaderSelect.Length + 1)
            return Bind($"$hdr({path[(HeaderSelect.Length + 2)..^2].Replace('_', '-')})", span);

        const string config = "cfg_get.";
        if (path.StartsWith(config, StringComparison.Ordinal) && scope.Variables.TryGetValue(path[config.Length..], out var value))
            return new CompiledConstant(ScriptValue.Of(value.ToText()));

        if (PartOfUri(path) is { } part)
            return Bind(part, span);

        if (BindVia(path, span) is { } via)
            return via;

        return Refuse(BindingRules.UnknownSelect, span, Spelling.Nearest(path, Selects.Keys).AsQuestion(), text);
    }

    /// <summary>The variable that is a part of a URI, e.g. <c>$(fu{uri.user})</c> for <c>from.uri.user</c>.</summary>
    private static string? PartOfUri(string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0 || !UriParts.TryGetValue(path[(dot + 1)..], out var part) || Array.IndexOf(UriSelects, path[..dot]) < 0)
            return null;

        return $"$({Selects[path[..dot]][1..]}{{uri.{part}}})";
    }

    /// <summary><c>via[n]</c> and <c>via[n].part</c>, counted from 1; null for another path.</summary>
    private CompiledExpression? BindVia(string path, SourceSpan span)
    {
        const string start = "via[";
        var close = path.IndexOf(']', StringComparison.Ordinal);
        if (!path.StartsWith(start, StringComparison.Ordinal) || close < 0
            || !int.TryParse(path.AsSpan(start.Length, close - start.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return null;

        var part = path[(close + 1)..];
        if (number == 0)
            return Undefined;

        if (part.Length == 0)
            return Bind($"$(hfl(Via)[{(number > 0 ? number - 1 : number)}])", span);

        var name = number switch { 1 => "via0", 2 => "via1", -1 => "viaZ", _ => string.Empty };
        return name.Length > 0 && part[0] == '.' && Array.IndexOf(ViaParts, part[1..]) >= 0 ? Bind($"${name}({part[1..]})", span) : null;
    }
}
