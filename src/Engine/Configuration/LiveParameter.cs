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
        foreach (var (name, value) in module.Values)
        {
            if (name == parameter.Name)
                text = value;
        }

        var isNumber = parameter.Kind == ParameterKind.Integer;
        return new CfgVariable(
            module.Descriptor.Name,
            parameter.LiveName.Length > 0 ? parameter.LiveName : parameter.Name,
            parameter.Summary,
            isNumber ? ScriptValue.Of(NumberOf(text)) : ScriptValue.Of(text),
            value => Apply(module.Instance, parameter, value));
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
