using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>Makes settings of module parameters that are declared as live.</summary>
internal static class LiveParameter
{
    /// <summary>The setting of a parameter; setting it sets the property and tells the module.</summary>
    public static CfgVariable Of(ModuleInstance module, ParameterDescriptor parameter)
    {
        var text = parameter.Default;
        foreach (var (given, value) in module.Values)
        {
            if (given == parameter.Name)
                text = value;
        }

        var (group, name) = NameOf(module, parameter);
        var isNumber = parameter.Kind == ParameterKind.Integer;
        return new CfgVariable(
            group,
            name,
            parameter.Summary,
            isNumber ? ScriptValue.Of(NumberOf(text)) : ScriptValue.Of(text),
            value => Apply(module.Instance, parameter, value));
    }

    private static (string Group, string Name) NameOf(ModuleInstance module, ParameterDescriptor parameter)
    {
        var name = parameter.LiveName.Length > 0 ? parameter.LiveName : parameter.Name;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (module.Descriptor.Name, name) : (name[..dot], name[(dot + 1)..]);
    }

    private static long NumberOf(string text) => text switch
    {
        "yes" or "on" or "true" => 1,
        _ => IntegerText.TryParse(text, out var number) ? number : 0,
    };

    private static string? Apply(object module, ParameterDescriptor parameter, in ScriptValue value)
    {
        if (parameter.Set(module, value) is { } problem)
            return problem;

        (module as ILiveParameters)?.ParametersChanged();
        return null;
    }
}
