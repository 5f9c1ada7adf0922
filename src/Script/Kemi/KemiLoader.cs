using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Kemi;

/// <summary>Gives the script modules of a new generation their runtimes, and the generation its routes from scripts.</summary>
internal static class KemiLoader
{
    // Interpreters made ahead; more workers than this make theirs at their first message.
    private const int MaxPrepared = 16;
    private static readonly DiagnosticRule UnknownLanguage = new("KEMI0001", Severity.Error, "cfgengine: there is no script engine '{0}'");
    private static readonly DiagnosticRule NoModule = new("KEMI0002", Severity.Error, "cfgengine: the module of script engine '{0}' is not loaded");
    private static readonly DiagnosticRule NoScript = new("KEMI0003", Severity.Error, "cfgengine: no script is given for '{0}'");
    private static readonly DiagnosticRule Unreadable = new("KEMI0004", Severity.Error, "cannot read script '{0}': {1}");
    private static readonly DiagnosticRule Broken = new("KEMI0005", Severity.Error, "script does not load: {0}");
    private static readonly DiagnosticRule NoFunction = new("KEMI0006", Severity.Error, "the script has no function '{0}', and the cfg has no request_route");

    /// <summary>Builds the runtimes. All findings are reported; after an error there may be no routes.</summary>
    /// <returns>The routes of the script named by <c>cfgengine</c>; null without one.</returns>
    public static KemiRoutes? Load(KemiSetup setup)
    {
        var wanted = setup.Engine is "native" or "default" ? string.Empty : setup.Engine;
        if (wanted.Length > 0 && setup.IsPlannedEngine(wanted))
        {
            wanted = string.Empty;
        }
        else if (wanted.Length > 0 && KemiLanguage.Find(wanted) is null)
        {
            setup.Diagnostics.Add(UnknownLanguage, setup.EngineSpan, "known are \"lua\", \"jsdt\" and \"native\"", wanted);
            wanted = string.Empty;
        }

        KemiRoutes? routes = null;
        var seen = false;
        var functions = default(KemiFunction[]);
        foreach (var module in setup.Modules)
        {
            if (module.Instance is not IScriptModule script || KemiLanguage.Find(script.Language) is not { } language)
                continue;

            functions ??= KemiCatalog.Build(setup.Modules, setup.Variables);
            var runtime = Build(setup, module, script, language, functions);
            script.Runtime = runtime;
            if (script.Language != wanted)
                continue;

            seen = true;
            routes = runtime is null ? null : Routes(setup, module, script, runtime);
        }

        if (wanted.Length > 0 && !seen)
            setup.Diagnostics.Add(NoModule, setup.EngineSpan, $"add: loadmodule \"app_{wanted}.so\"", wanted);

        return routes;
    }

    private static KemiRuntime? Build(KemiSetup setup, ModuleInstance module, IScriptModule script, KemiLanguage language, KemiFunction[] functions)
    {
        var sources = new List<KemiSource>();
        var additions = setup.Modules.Select(static one => one.Instance).OfType<IScriptAddition>().Where(addition => addition.Language == script.Language).ToList();
        foreach (var addition in additions)
            sources.Add(new KemiSource(addition.TextName, addition.Text) { IsBuiltIn = true });

        foreach (var path in script.ScriptPaths)
        {
            if (setup.Read(path, out var error) is { } source)
                sources.Add(source);
            else
                setup.Diagnostics.Add(setup.CheckOnly ? Unreadable with { Severity = Severity.Warning } : Unreadable, module.SpanOf("load"), "paths are relative to the working folder", path, error);
        }

        if (sources.Count < additions.Count + script.ScriptPaths.Count)
            return null;

        var runtime = new KemiRuntime(language, functions, new KemiProgram(1, sources), setup.Log, new KemiLimits(), additions);
        if (runtime.Prepare(Workers(setup)) is not { } broken)
            return runtime;

        runtime.Dispose();
        ReportBroken(setup.Diagnostics, module, sources, broken);
        return null;
    }

    private static KemiRoutes? Routes(KemiSetup setup, ModuleInstance module, IScriptModule script, KemiRuntime runtime)
    {
        if (script.ScriptPaths.Count == 0)
        {
            setup.Diagnostics.Add(NoScript, setup.EngineSpan, $"add: modparam(\"{module.Descriptor.Name}\", \"load\", \"FILE\")", setup.Engine);
            return null;
        }

        var function = setup.Settings.KemiRequestRoute;
        if (!setup.HasRequestRoute && !runtime.HasFunction(function))
            setup.Diagnostics.Add(NoFunction, module.SpanOf("load"), $"define {function} in {script.ScriptPaths[0]}", function);

        return new KemiRoutes(runtime, setup.Settings);
    }

    private static int Workers(KemiSetup setup)
    {
        var children = setup.Settings.Children > 0 ? setup.Settings.Children : Math.Max(2, Environment.ProcessorCount);
        return Math.Min(children, MaxPrepared);
    }

    /// <summary>Points at the line of the script when the error names one of its files, else at the modparam.</summary>
    private static void ReportBroken(DiagnosticBag diagnostics, ModuleInstance module, List<KemiSource> sources, string error)
    {
        foreach (var source in sources)
        {
            if (!error.StartsWith($"{source.Path}:", StringComparison.Ordinal))
                continue;

            var rest = error.AsSpan(source.Path.Length + 1);
            var end = rest.IndexOf(':');
            var text = new SourceText(source.Path, source.Text);
            if (end < 1 || !int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var line) || !text.TrySpan(line, out var span))
                continue;

            diagnostics.Add(Broken, span, string.Empty, rest[(end + 1)..].Trim().ToString());
            return;
        }

        diagnostics.Add(Broken, module.SpanOf("load"), string.Empty, error);
    }
}
