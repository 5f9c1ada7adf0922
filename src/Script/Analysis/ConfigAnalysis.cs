using Signalbox.Script.Binding;
using Signalbox.Engine.Routing;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>Looks for mistakes that need the whole configuration. It says nothing where it cannot be sure.</summary>
internal static class ConfigAnalysis
{
    /// <summary>Adds its findings to those of the binder.</summary>
    /// <param name="scope">All names; routes are declared.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="isComplete">False when a part of the text could not be read, so that something may be missing from the tree.</param>
    public static void Run(BindingScope scope, ConfigSyntax config, bool isComplete)
    {
        new Reachability(scope.Diagnostics).Check(config);
        if (!isComplete)
            return;

        if (!scope.HasScriptEngine)
            new AnswerAnalysis(scope, config).Check();

        // What a Lua or JavaScript function reads, assigns and arms is not known.
        if (scope.HasScriptEngine || scope.Modules.Exists(static module => module.Instance is IScriptModule))
            return;

        new StoreUse(scope).Check(config);
        new RouteUse(scope).Check(config);
    }
}
