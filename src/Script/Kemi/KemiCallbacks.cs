using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Binding;

namespace Signalbox.Script.Kemi;

/// <summary>Looks whether the script defines the functions that the configuration names.</summary>
internal static class KemiCallbacks
{
    private static readonly DiagnosticRule OfModule = new("CFG0400", Severity.Error, "module '{0}': {1} names the function '{2}', which the script does not define");
    private static readonly DiagnosticRule OfCore = new("CFG0401", Severity.Error, "{0} names the function '{1}', which the script does not define");

    private static readonly DiagnosticRule OfCall = new("CFG0402", Severity.Error, "{0} names the function '{1}', which the script does not define");
    private static readonly DiagnosticRule OfRoute = new("CFG0403", Severity.Error, "{0} names '{1}', which is no route of its kind here and no function of the script");

    /// <summary>As <see cref="Check(KemiRoutes, IReadOnlyList{ModuleInstance}, CoreSettings, SourceSpan?, DiagnosticBag)"/>, for names that stand in calls of the cfg.</summary>
    /// <param name="calls">The names.</param>
    /// <param name="open">Modules whose scripts may get more functions while messages are handled.</param>
    /// <param name="routes">The functions that may be routes; null without an engine, or when its script did not load.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static void Check(List<NamedFunction> calls, HashSet<IScriptModule> open, KemiRoutes? routes, DiagnosticBag diagnostics)
    {
        foreach (var call in calls)
        {
            if (call.Script is null)
            {
                if (routes is not null && open.Count == 0 && !routes.Requires(call.Name, call.Span))
                    diagnostics.Add(OfRoute, call.Span, $"define {call.Name} in the script", call.Caller, call.Name);
            }
            else if (call.Script.Runtime is KemiRuntime runtime && !open.Contains(call.Script) && !runtime.Require(call.Name, call.Span))
            {
                diagnostics.Add(OfCall, call.Span, $"define {call.Name} in the script", call.Caller, call.Name);
            }
        }
    }

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
