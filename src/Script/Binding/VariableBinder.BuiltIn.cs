using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Variables of the language itself, and selects.</summary>
internal sealed partial class VariableBinder
{
    /// <summary>Selects that are the same as a variable.</summary>
    private static readonly Dictionary<string, string> Selects = new(StringComparer.Ordinal)
    {
        ["method"] = "$rm", ["ruri"] = "$ru", ["ruri.user"] = "$rU", ["ruri.host"] = "$rd", ["ruri.port"] = "$rp",
        ["from.uri"] = "$fu", ["from.uri.user"] = "$fU", ["from.uri.host"] = "$fd", ["from.tag"] = "$ft", ["from.name"] = "$fn",
        ["to.uri"] = "$tu", ["to.uri.user"] = "$tU", ["to.uri.host"] = "$td", ["to.tag"] = "$tt", ["to.name"] = "$tn",
        ["from"] = "$hdr(From)", ["to"] = "$hdr(To)", ["contact"] = "$hdr(Contact)", ["via"] = "$hdr(Via)",
        ["call_id"] = "$ci", ["cseq.num"] = "$cs", ["cseq.method"] = "$rm", ["cseq"] = "$hdr(CSeq)",
        ["src.ip"] = "$si", ["src.port"] = "$sp", ["dst.ip"] = "$Ri", ["dst.port"] = "$Rp", ["msg.body"] = "$rb",
    };

    private CompiledExpression? BindBuiltIn(VariableText parts, SourceSpan span)
    {
        switch (parts.Name)
        {
            case "null":
                return Undefined;
            case "rc" or "retcode" or "?":
                return new CompiledReturnCode();
            case "def" or "defs" or "defv" or "defn" when parts.Inner is not null:
                return new CompiledConstant(DefinitionValue(parts.Name, parts.Inner));
            case "env" when parts.Inner is not null:
                return new CompiledConstant(ScriptValue.Of(Environment.GetEnvironmentVariable(parts.Inner)));
            case "sel" when parts.Inner is not null:
                return BindSelect($"@{parts.Inner}", span);
            default:
                return null;
        }
    }

    private ScriptValue DefinitionValue(string kind, string name)
    {
        if (scope.Definitions.Find(name) is not { } definition)
            return kind is "defn" ? ScriptValue.Of(0) : ScriptValue.Undefined;

        var isNumber = IntegerText.TryParse(definition.Value.Trim(), out var number);
        return kind is "defn" && isNumber ? ScriptValue.Of(number) : ScriptValue.Of(definition.Value.Trim('"', '\''));
    }

    private CompiledExpression BindSelect(string text, SourceSpan span)
    {
        var path = text[1..];
        if (Selects.TryGetValue(path, out var same))
            return Bind(same, span);

        const string header = "hf_value";
        if (path.StartsWith(header, StringComparison.Ordinal) && path.EndsWith("\"]", StringComparison.Ordinal) && path.IndexOf('"') == header.Length + 1)
            return Bind($"$hdr({path[(header.Length + 2)..^2].Replace('_', '-')})", span);

        const string config = "cfg_get.";
        if (path.StartsWith(config, StringComparison.Ordinal) && scope.Variables.TryGetValue(path[config.Length..], out var variable))
            return new CompiledCfgVariable(variable);

        return Refuse(BindingRules.UnknownSelect, span, Spelling.Nearest(path, Selects.Keys).AsQuestion(), text);
    }
}
