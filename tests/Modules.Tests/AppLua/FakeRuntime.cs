using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.AppLua;

/// <summary>A script runtime that writes down what it is asked.</summary>
internal sealed class FakeRuntime : IScriptRuntime
{
    public List<string> Calls { get; } = [];

    public string? ReloadError { get; set; }

    public IReadOnlyList<ScriptFunctionInfo> Functions { get; } =
        [new("int", "sl", "send_reply", "int, str"), new("bool", "", "is_INVITE", "none")];

    public bool CanBlock => false;

    public int Version { get; private set; } = 1;

    public bool IsDisposed { get; private set; }

    public int Run(RoutingContext context, string function, ReadOnlySpan<string> arguments)
    {
        Calls.Add($"{function}({string.Join(',', arguments.ToArray())})");
        return 1;
    }

    public int RunText(RoutingContext context, string text)
    {
        Calls.Add($"text {text}");
        return 1;
    }

    public int RunFile(RoutingContext context, string path)
    {
        Calls.Add($"file {path}");
        return 1;
    }

    public string? CheckReload() => ReloadError;

    public string? Reload()
    {
        if (ReloadError is null)
            Version++;

        return ReloadError;
    }

    public void Dispose() => IsDisposed = true;
}
