using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Analysis;
using Signalbox.Script.Compilation;
using Signalbox.Script.Kemi;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Binding;

/// <summary>Puts a generation together: modules and parameters in the order of the file, then routes, then scripts.</summary>
/// <param name="scope">Names and findings.</param>
/// <param name="options">The command line.</param>
/// <param name="files">What was read.</param>
/// <param name="keep">The generation whose parameters that need a restart are kept; null = none.</param>
internal sealed class ConfigurationBinder(BindingScope scope, LoaderOptions options, SourceRecorder files, Snapshot? keep)
{
    private readonly ModuleBinder _modules = new(scope, options.CheckOnly, keep);
    private readonly CoreParameterBinder _core = new(scope, keep);
    private SourceSpan? _engineSpan;

    /// <summary>Binds everything; null when there were errors.</summary>
    public Snapshot? Bind(ConfigSyntax config, int generation)
    {
        var isComplete = !scope.Diagnostics.HasErrors;
        _modules.LoadImplicit();
        foreach (var module in options.Modules)
            _modules.Load(Path.GetFileName(module), null);

        foreach (var item in config.Items)
            BindItem(item);

        _modules.KeepRunning();
        _core.KeepRunning();
        _modules.CheckRequirements();
        var canValidate = !scope.Diagnostics.HasErrors;
        BindRoutes(config);
        if (options.Analyze)
            ConfigAnalysis.Run(scope, config, isComplete);

        var prefix = BindLogPrefix();
        var variables = new KemiVariables(scope);
        foreach (var user in scope.Modules.Select(static module => module.Instance).OfType<IVariableUser>())
            user.BindVariables(variables);

        var kemi = KemiLoader.Load(new KemiSetup
        {
            Modules = scope.Modules,
            Settings = scope.Settings,
            Variables = variables,
            Log = scope.Log,
            Diagnostics = scope.Diagnostics,
            Engine = scope.EngineName,
            EngineSpan = _engineSpan,
            CheckOnly = options.CheckOnly,
            Files = files,
            HasRequestRoute = scope.Routes.Find(RouteKinds.Request, RouteWords.Main) is not null,
        });
        var routes = Table(kemi);
        FillEvents(routes);
        if (kemi is not null)
            KemiCallbacks.Check(kemi, scope.Modules, scope.Settings, _engineSpan, scope.Diagnostics);

        KemiCallbacks.Check(scope.NamedFunctions, scope.OpenScripts, kemi, scope.Diagnostics);

        if (canValidate)
            Validate(routes, variables);

        if (!scope.Diagnostics.HasErrors)
            return new Snapshot(generation, scope.Settings, routes, scope.Modules)
            {
                Since = TimeProvider.System.GetUtcNow(),
                SourcePath = options.Path,
                RoutesCanBlock = CanBlock(),
                LogPrefix = prefix,
                Parts = SourceParts.Of(config, files.Scripts),
                Files = files.Files,
            };

        Discard();
        return null;
    }

    private void BindItem(ItemSyntax item)
    {
        scope.IsPastSettings |= item is ModparamSyntax or RouteSyntax;
        switch (item)
        {
            case LoadModuleSyntax load:
                _modules.Load(load);
                break;
            case ModparamSyntax parameter:
                _modules.SetParameter(parameter);
                break;
            case ParameterSyntax parameter:
                _core.Set(parameter);
                break;
            case ConfigVariableSyntax variable:
                _core.Set(variable);
                break;
            case ListenSyntax address:
                _core.Add(address);
                break;
            case AliasSyntax alias:
                _core.Add(alias);
                break;
            case FlagsSyntax flags:
                _core.Declare(flags);
                break;
            case EngineSyntax engine:
                scope.EngineName = engine.Name.Value;
                _engineSpan = engine.Name.Span;
                break;
        }
    }

    private void BindRoutes(ConfigSyntax config)
    {
        var binder = new RouteBinder(scope);
        foreach (var route in config.Items.OfType<RouteSyntax>())
            binder.Declare(route);

        binder.BindBodies();
    }

    private LogPrefix? BindLogPrefix() =>
        scope.LogPrefix is { Value.Length: > 0 } text ? new LogPrefix(new VariableBinder(scope).BindTemplate(text.Value, text.Span)) : null;

    private RouteTable Table(KemiRoutes? kemi)
    {
        var named = new Dictionary<(RouteKinds, string), RouteBody>();
        foreach (var (key, route) in scope.Routes.All)
            named.Add(key, route);

        return new RouteTable(named)
        {
            Request = scope.Routes.Find(RouteKinds.Request, RouteWords.Main) ?? kemi?.Request,
            Reply = kemi?.Reply ?? scope.Routes.Find(RouteKinds.Reply, RouteWords.Main),
            OnSend = kemi?.OnSend ?? scope.Routes.Find(RouteKinds.OnSend, RouteWords.Main),
            PreRouting = scope.Routes.Find(RouteKinds.Event, CoreEvents.PreRouting) ?? kemi?.Find(RouteKinds.Event, CoreEvents.PreRouting),
            Fallback = kemi,
        };
    }

    /// <summary>An event goes to its event_route, else to the callback that a parameter of the module names, or of the core for <c>core:</c> events.</summary>
    private void FillEvents(RouteTable routes)
    {
        foreach (var module in scope.Modules)
        {
            foreach (var declared in module.Descriptor.Events)
            {
                var callback = EventFunctions.Of(module, declared);
                declared.Get(module.Instance).Body = scope.Routes.Find(RouteKinds.Event, declared.Name)
                    ?? (callback.Length > 0 ? routes.Fallback?.FindEventCallback(callback, declared.Name) : routes.Fallback?.Find(RouteKinds.Event, declared.Name));
            }
        }
    }

    /// <summary>What a module misses may be in a module that is not written yet; a check then warns.</summary>
    private void Validate(RouteTable routes, KemiVariables variables)
    {
        var found = new DiagnosticBag();
        foreach (var module in scope.Modules)
        {
            if (module.Instance is IModule one)
                one.Validate(new ModuleValidation(module, scope.Modules, scope.Settings, routes, found) { Variables = variables });
        }

        scope.Diagnostics.Add(found, asWarnings: scope.Modules.Exists(static module => module.Descriptor.IsPlanned));
    }

    private bool CanBlock() => scope.CallsBlocking || scope.Modules.Exists(static module => module.Instance is IBlockingModule { Blocks: true });

    /// <summary>Interpreters of a generation that will not live hold memory outside the garbage collector.</summary>
    private void Discard()
    {
        foreach (var module in scope.Modules)
        {
            if (module.Instance is IScriptModule script)
            {
                script.Runtime?.Dispose();
                script.Runtime = null;
            }
        }
    }
}
