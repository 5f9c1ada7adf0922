using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Selects: <c>@from.uri.user</c>, <c>@hf_value["X-Name"]</c>, <c>@cfg_get.group.name</c>.</summary>
internal sealed partial class VariableBinder
{
    /// <summary>Selects that are the same as a variable.</summary>
    private static readonly Dictionary<string, string> Selects = new(StringComparer.Ordinal)
    {
        ["method"] = "$rm", ["ruri"] = "$ru", ["next_hop"] = "$nh(u)",
        ["from"] = "$hdr(From)", ["from.uri"] = "$fu", ["from.tag"] = "$ft", ["from.name"] = "$fn",
        ["to"] = "$hdr(To)", ["to.uri"] = "$tu", ["to.tag"] = "$(hdr(To){tobody.tag})", ["to.name"] = "$tn",
        ["contact"] = "$hdr(Contact)", ["contact.uri"] = "$(hdr(Contact){nameaddr.uri})", ["contact.name"] = "$(hdr(Contact){nameaddr.name})",
        ["via"] = "$hdr(Via)", ["call_id"] = "$ci", ["cseq"] = "$hdr(CSeq)", ["cseq.num"] = "$cs", ["cseq.method"] = "$rm",
        ["src"] = "$si", ["src.ip"] = "$si", ["src.port"] = "$sp", ["src.proto"] = "$pr",
        ["dst"] = "$Ri", ["dst.ip"] = "$Ri", ["dst.port"] = "$Rp", ["received"] = "$Ri", ["received.ip"] = "$Ri", ["received.port"] = "$Rp", ["received.proto"] = "$pr",
        ["msg"] = "$mb", ["msg.body"] = "$rb", ["msg.len"] = "$ml", ["msg.first_line"] = "$msg(fline)",
        ["msg.request.method"] = "$rm", ["msg.request.uri"] = "$ru", ["msg.response.status"] = "$rs", ["msg.response.reason"] = "$rr",
        ["sys.pid"] = "$pp", ["sys.server_id"] = "$sid", ["sys.now"] = "$Ts", ["branch"] = "$br",
        ["content_type"] = "$cT", ["content_length"] = "$cl", ["user_agent"] = "$ua", ["expires"] = "$hdr(Expires)", ["max_forwards"] = "$hdr(Max-Forwards)",
    };

    /// <summary>The parts of a URI, as a select names them and as a transformation does.</summary>
    private static readonly Dictionary<string, string> UriParts = new(StringComparer.Ordinal)
    {
        ["user"] = "uri.user", ["rn_user"] = "uri.user", ["host"] = "uri.host", ["port"] = "uri.port", ["type"] = "uri.scheme", ["pwd"] = "uri.passwd",
        ["params"] = "uri.params", ["transport"] = "uri.transport", ["maddr"] = "uri.maddr", ["ttl"] = "uri.ttl", ["method"] = "uri.method", ["lr"] = "uri.lr", ["r2"] = "uri.r2",
    };

    /// <summary>Selects of a whole URI, with the dot behind, and the inside of the variable that has it.</summary>
    private static readonly (string Path, string Variable)[] UriSubjects =
    [
        ("ruri.", "ru"), ("from.uri.", "fu"), ("to.uri.", "tu"), ("contact.uri.", "hdr(Contact){nameaddr.uri}"), ("next_hop.", "nh(u)"), ("msg.request.uri.", "ru"),
    ];

    /// <summary>Binds a select.</summary>
    /// <param name="text">With its at sign.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="isStrict">True inside <c>$sel(…)</c>, where an unknown path is an error.</param>
    private CompiledExpression BindSelect(string text, SourceSpan span, bool isStrict)
    {
        var path = text[1..];
        if (isStrict && path.StartsWith("hf_value", StringComparison.Ordinal))
            return Refuse(BindingRules.UnknownSelect, span, "write $hdr(name)", text);

        if (SelectedVariable(path) is { } same)
            return path is "to.tag" or "from.tag" ? new CompiledTextOrEmpty(Bind(same, span)) : Bind(same, span);

        const string config = "cfg_get.";
        if (path.StartsWith(config, StringComparison.Ordinal) && scope.Variables.TryGetValue(path[config.Length..], out var variable))
            return new CompiledCfgVariable(variable, isStrict ? StaticType.Dynamic : StaticType.Text);

        var known = Selects.Keys.Concat(UriSubjects.SelectMany(static one => UriParts.Keys.Select(part => one.Path + part)));
        var hint = Spelling.Nearest(path, known).AsQuestion();
        if (isStrict)
            return Refuse(BindingRules.UnknownSelect, span, hint, text);

        scope.Diagnostics.Add(BindingRules.SelectWithoutValue, span, hint, text);
        return new CompiledContextValue(static _ => ScriptValue.Undefined, StaticType.Text);
    }

    /// <summary>The variable that has what a path names, or null.</summary>
    private static string? SelectedVariable(string path)
    {
        if (Selects.TryGetValue(path, out var same))
            return same;

        if (Indexed(path, "hf_value") is { } field)
            return HeaderVariable(field.Name, field.Index, field.Behind);

        if (Indexed(path, "msg.header") is { } header)
            return HeaderVariable(header.Name, header.Index, header.Behind);

        return path.StartsWith("via", StringComparison.Ordinal) ? ViaPart(path["via".Length..]) : UriPart(path);
    }

    /// <summary><c>[n].part</c> or <c>.part</c>; the first Via has the number 1, one before it never has a value.</summary>
    private static string? ViaPart(string path)
    {
        var close = path.StartsWith('[') ? path.IndexOf(']', StringComparison.Ordinal) : -1;
        var number = 1;
        if (close > 0 && !int.TryParse(path[1..close], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return null;

        if (number == 0)
            return "$null";

        var via = $"hdr(Via)[{(number > 0 ? number - 1 : number)}]";
        var part = path[(close + 1)..];

        return part switch
        {
            "" => $"$({via})",
            ".host" => $"$({via}{{re.subst,/^[^ ]+ +([^;:]+).*$/\\1/}})",
            ".port" => $"$({via}{{re.subst,/^[^ ]+ +[^;:]+:?([0-9]*).*$/\\1/}})",
            ".transport" => $"$({via}{{re.subst,/^SIP.2.0.([A-Za-z]+).*$/\\1/}})",
            ".branch" or ".received" or ".rport" or ".i" or ".alias" => $"$({via}{{param.value,{part[1..]}}})",
            _ => Indexed(part, ".params") is { Index: "", Behind: "" } parameter ? $"$({via}{{param.value,{parameter.Name}}})" : null,
        };
    }

    private static string? UriPart(string path)
    {
        foreach (var (subject, whole) in UriSubjects)
        {
            if (path.StartsWith(subject, StringComparison.Ordinal) && UriParts.TryGetValue(path[subject.Length..], out var part))
                return $"$({whole}{{{part}}})";
        }

        return null;
    }

    private static string? HeaderVariable(string name, string index, string rest)
    {
        var header = $"hdr({name.Replace('_', '-')})" + (index.Length > 0 ? $"[{index}]" : string.Empty);
        return rest switch
        {
            "" => $"$({header})",
            ".uri" => $"$({header}{{nameaddr.uri}})",
            ".name" => $"$({header}{{nameaddr.name}})",
            _ => null,
        };
    }

    /// <summary>Reads <c>word["name"]</c>, <c>word.name</c>, each with an index and more behind it.</summary>
    private static (string Name, string Index, string Behind)? Indexed(string path, string word)
    {
        if (!path.StartsWith(word, StringComparison.Ordinal) || path.Length < word.Length + 2)
            return null;

        var rest = path[word.Length..];
        int end;
        string name;
        if (rest.StartsWith("[\"", StringComparison.Ordinal))
        {
            end = rest.IndexOf("\"]", StringComparison.Ordinal) + 2;
            if (end < 4)
                return null;

            name = rest[2..(end - 2)];
        }
        else
        {
            end = rest.AsSpan(1).IndexOfAny('[', '.') + 1;
            end = end == 0 ? rest.Length : end;
            name = rest[0] == '.' ? rest[1..end] : string.Empty;
        }

        rest = rest[end..];
        var close = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) : -1;
        var index = close > 0 ? rest[1..close] : string.Empty;
        return name.Length == 0 || (index.Length > 0 && !int.TryParse(index, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? null
            : (name, index, close > 0 ? rest[(close + 1)..] : rest);
    }
}
