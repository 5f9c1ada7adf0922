using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Kemi.Api;

/// <summary>What the modules of all script languages share.</summary>
internal abstract class ScriptModule : IModule, IScriptModule
{
    /// <inheritdoc />
    public abstract string Language { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> ScriptPaths => Paths;

    /// <inheritdoc />
    public IScriptRuntime? Runtime { get; set; }

    /// <summary>Script files, in order.</summary>
    protected List<string> Paths { get; } = [];

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        Runtime?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes one more script file.</summary>
    protected string? AddPath(string path)
    {
        if (path.Length == 0)
            return "the path of a script is empty";

        Paths.Add(path);
        return null;
    }

    /// <summary>Calls a function with up to three arguments; the first null ends them.</summary>
    protected ReturnCode Call(RoutingContext context, string function, string? first, string? second, string? third)
    {
        if (Runtime is not { } runtime)
            return ReturnCode.False;

        string[] arguments = (first, second, third) switch
        {
            (null, _, _) => [],
            (_, null, _) => [first],
            (_, _, null) => [first, second],
            _ => [first, second, third],
        };
        return runtime.Run(context, function, arguments);
    }

    /// <summary>Answers a reload command; true when the scripts were loaded again.</summary>
    protected bool TryReload(RpcCall call)
    {
        if (Runtime is not { } runtime)
        {
            call.Fault(500, "Reload Failed");
            return false;
        }

        if (runtime.Reload() is not { } error)
            return true;

        call.Fault(500, $"Reload Failed: {error}");
        return false;
    }

    /// <summary>Lists the functions that scripts see.</summary>
    protected void ListFunctions(RpcCall call)
    {
        var functions = Runtime?.Functions ?? [];
        var methods = RpcValue.Struct();
        foreach (var function in functions)
        {
            methods.With("func", RpcValue.Struct()
                .With("ret", function.Returns)
                .With("module", function.Module)
                .With("name", function.Name)
                .With("params", function.Parameters));
        }

        call.AddStruct().With("msize", functions.Count).With("methods", methods);
    }
}
