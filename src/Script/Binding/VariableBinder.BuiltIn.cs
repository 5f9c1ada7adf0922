using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Variables of the language itself.</summary>
internal sealed partial class VariableBinder
{
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
            case "cfg" when parts.Inner is not null:
                return BindPosition(parts.Inner, span);
            case "sel" when parts.Inner is not null:
                return BindSelect($"@{parts.Inner}", span, isStrict: true);
            default:
                return null;
        }
    }

    /// <summary>Where in the cfg the variable stands.</summary>
    private CompiledExpression BindPosition(string key, SourceSpan span) => key switch
    {
        "line" => new CompiledConstant(ScriptValue.Of(span.Line)),
        "name" => new CompiledConstant(ScriptValue.Of(span.Source.Path)),
        "route" => new CompiledConstant(ScriptValue.Of(scope.RouteName)),
        _ => Refuse(BindingRules.BadVariable, span, string.Empty, $"$cfg({key})", $"found '{key}', expected line, name or route"),
    };

    private ScriptValue DefinitionValue(string kind, string name)
    {
        if (scope.Definitions.Find(name) is not { } definition)
            return kind is "defn" ? ScriptValue.Of(0) : ScriptValue.Undefined;

        var isNumber = IntegerText.TryParse(definition.Value.Trim(), out var number);
        return kind is "defn" && isNumber ? ScriptValue.Of(number) : ScriptValue.Of(definition.Value.Trim('"', '\''));
    }
}
