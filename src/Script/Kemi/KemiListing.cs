using Signalbox.Engine.Routing;

namespace Signalbox.Script.Kemi;

/// <summary>Functions as <c>app_lua.api_list</c> shows them.</summary>
internal static class KemiListing
{
    /// <summary>One function.</summary>
    public static ScriptFunctionInfo Describe(KemiFunction function) =>
        new(Returns(function.Returns), function.Module, function.Name, Parameters(function.Parameters));

    private static string Returns(KemiReturn returns) => returns switch
    {
        KemiReturn.Boolean => "bool",
        KemiReturn.Integer => "int",
        KemiReturn.Value => "xval",
        _ => "none",
    };

    private static string Parameters(KemiType[] types) => types.Length == 0
        ? "none"
        : string.Join(", ", types.Select(static type => type switch { KemiType.Integer => "int", KemiType.Long => "long", _ => "str" }));
}
