using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A generation with one script module and a small module <c>demo</c> to call.</summary>
internal sealed class KemiFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kemi").FullName;

    public FakeLog Log { get; } = new();

    public FakeVariables Variables { get; } = new();

    public DiagnosticBag Diagnostics { get; } = new();

    public CoreSettings Settings { get; } = new() { Children = 1 };

    public List<string> Calls { get; } = [];

    public FakeScriptModule? Module { get; private set; }

    public WorkerState Worker { get; } = new(0, "test");

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public KemiRoutes? Load(string language, string script, bool hasRequestRoute = false) =>
        LoadFiles(language, [Write(language == "lua" ? "s.lua" : "s.js", script)], hasRequestRoute);

    public KemiRoutes? LoadFiles(string language, IReadOnlyList<string> paths, bool hasRequestRoute = false, string? engine = null)
    {
        Module = new FakeScriptModule(language, paths);
        return KemiLoader.Load(new KemiSetup
        {
            Modules = [new ModuleInstance(Demo(), this, span: null), Instance(Module)],
            Settings = Settings,
            Variables = Variables,
            Log = Log,
            Diagnostics = Diagnostics,
            Engine = engine ?? language,
            HasRequestRoute = hasRequestRoute,
        });
    }

    public RoutingContext Context(RouteKinds kind = RouteKinds.Request) => new() { Worker = Worker, Route = kind };

    public void Dispose()
    {
        Module?.Runtime?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ModuleInstance Instance(FakeScriptModule module) => new(
        new ModuleDescriptor { Name = $"app_{module.Language}", Create = _ => module }, module, span: null);

    private ModuleDescriptor Demo() => new()
    {
        Name = "demo",
        Create = _ => this,
        Functions =
        [
            Function("note", 1, 2, "", [Text("text"), Text("more")]),
            Function("split", 0, 2, "none/0,demo2.two/2", [Text("a"), Text("b")]),
            Function("number", 1, 1, "", [new FunctionParameter("n", ArgumentKind.Converted, IsOptional: false, "SmallNumber", ParseNumber)]),
            Function("hidden", 0, 0, "", [], Surfaces.Cfg),
        ],
    };

    private static bool ParseNumber(string text, out object? value, out string error)
    {
        var ok = int.TryParse(text, out var number) && number >= 0;
        value = ok ? $"parsed {number}" : null;
        error = "expected a number";
        return ok;
    }

    private static FunctionParameter Text(string name) => new(name, ArgumentKind.Format, IsOptional: true, "text");

    private static FunctionDescriptor Function(
        string name, int least, int most, string kemi, FunctionParameter[] parameters, Surfaces surface = Surfaces.Cfg | Surfaces.Kemi) => new()
    {
        Name = name,
        Kemi = kemi,
        Surface = surface,
        Routes = RouteKinds.Any,
        MinArity = least,
        Parameters = parameters[..most],
        Invoke = (module, _, arguments) =>
        {
            var shown = string.Empty;
            foreach (var argument in arguments)
                shown += "|" + (argument.TryGetFixed<string>(out var converted) ? converted : argument.ToText());

            ((KemiFixture)module).Calls.Add(name + shown);
            return ScriptValue.Of(1);
        },
    };
}
