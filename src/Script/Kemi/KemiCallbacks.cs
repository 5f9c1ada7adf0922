using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Kemi;

/// <summary>Looks whether the script defines the functions that the configuration names.</summary>
internal static class KemiCallbacks
{
    private static readonly DiagnosticRule OfModule = new("CFG0400", Severity.Error, "module '{0}': {1} names the function '{2}', which the script does not define");
    private static readonly DiagnosticRule OfCore = new("CFG0401", Severity.Error, "{0} names the function '{1}', which the script does not define");

    /// <summary>Reports those that are missing; the others must stay when the script is loaded again.</summary>
    public static void Check(KemiRoutes routes, IReadOnlyList<ModuleInstance> modules, CoreSettings settings, SourceSpan? engine, DiagnosticBag diagnostics)
    {
        foreach (var module in modules)
        {
            foreach (var parameter in module.Descriptor.Parameters)
            {
                if (parameter.IsEventCallback)
                    Check(routes, module, parameter.Name, diagnostics);
            }
        }

        // Functions of the usual names may be missing: the script then has nothing to say about replies.
        var usual = new CoreSettings();
        foreach (var (name, function, byDefault) in (ReadOnlySpan<(string, string, string)>)[
            ("kemi.reply_route_callback", settings.KemiReplyRoute, usual.KemiReplyRoute),
            ("kemi.onsend_route_callback", settings.KemiOnSendRoute, usual.KemiOnSendRoute),
            ("kemi.received_route_callback", settings.KemiReceivedRoute, usual.KemiReceivedRoute),
            ("kemi.pre_routing_callback", settings.KemiPreRouting, usual.KemiPreRouting),
            ("kemi.event_route_callback", settings.KemiEventRoute, usual.KemiEventRoute)])
        {
            if (!routes.Requires(function) && function != byDefault)
                diagnostics.Add(OfCore, engine, $"define {function} in the script, or set \"none\"", name, function);
        }
    }

    private static void Check(KemiRoutes routes, ModuleInstance module, string parameter, DiagnosticBag diagnostics)
    {
        var function = string.Empty;
        foreach (var (name, value) in module.Values)
        {
            if (name == parameter)
                function = value;
        }

        if (function.Length > 0 && !routes.Requires(function))
            diagnostics.Add(OfModule, module.SpanOf(parameter), $"define {function} in the script", module.Descriptor.Name, parameter, function);
    }
}
